package dev.wassette.component.host;

import dev.wassette.domain.wit.WitValue;
import java.util.List;
import java.util.Objects;

/// One call of a host function.
///
/// @param arguments lifted, of the declared types, one for each declared parameter
/// @param context what belongs to the calling instance
public record HostCall(List<WitValue> arguments, HostContext context) {
    public HostCall {
        arguments = List.copyOf(arguments);
        Objects.requireNonNull(context);
    }
}
