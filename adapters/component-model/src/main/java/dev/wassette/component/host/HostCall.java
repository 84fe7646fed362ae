package dev.wassette.component.host;

import dev.wassette.domain.wit.WitValue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// One call of a host function. The typed getters are for positions whose declared type makes them fit.
///
/// @param arguments lifted, of the declared types, one for each declared parameter
/// @param context what belongs to the calling instance
public record HostCall(List<WitValue> arguments, HostContext context) {
    public HostCall {
        arguments = List.copyOf(arguments);
        Objects.requireNonNull(context);
    }

    /// {@return the part of the context of this class}
    public <T> T part(Class<T> type) {
        return context.get(type);
    }

    /// {@return the representation of the `own` or `borrow` at a position}
    public <T> T resource(int position, Class<T> type) {
        return type.cast(((WitValue.Handle) arguments.get(position)).representation());
    }

    public int u8(int position) {
        return ((WitValue.U8) arguments.get(position)).value();
    }

    public int u16(int position) {
        return ((WitValue.U16) arguments.get(position)).value();
    }

    /// {@return an unsigned number}
    public long u64(int position) {
        return ((WitValue.U64) arguments.get(position)).bits();
    }

    public String string(int position) {
        return ((WitValue.Str) arguments.get(position)).value();
    }

    /// {@return an array that nobody writes to}
    public byte[] bytes(int position) {
        return ((WitValue.Bytes) arguments.get(position)).bytes();
    }

    public List<WitValue> list(int position) {
        return ((WitValue.ListOf) arguments.get(position)).elements();
    }

    public Optional<WitValue> option(int position) {
        return ((WitValue.Option) arguments.get(position)).some();
    }
}
