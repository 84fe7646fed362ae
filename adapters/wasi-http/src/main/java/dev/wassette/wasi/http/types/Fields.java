package dev.wassette.wasi.http.types;

import dev.wassette.component.engine.Trap;
import dev.wassette.wasi.http.message.FieldMap;
import dev.wassette.wasi.http.message.HttpLimits;
import dev.wassette.wasi.http.message.HttpSyntax;
import dev.wassette.wasi.io.HostResource;
import dev.wassette.wasi.io.HostResources;
import java.util.List;

/// `wasi:http/types.fields`, also called `headers` and `trailers`.
final class Fields extends HostResource {
    private final FieldMap map;
    private final boolean isMutable;
    private long heldBytes;

    /// Fields that the guest may change.
    ///
    /// @param map for this resource alone
    Fields(HostResources resources, FieldMap map) {
        super(TypesWit.FIELDS, resources);
        this.map = map;
        this.isMutable = true;
        keepAccount();
    }

    /// A view that the guest must drop before its parent.
    ///
    /// @param map that of the parent, which answers for its size
    Fields(HostResource parent, FieldMap map) {
        super(TypesWit.FIELDS, parent);
        this.map = map;
        this.isMutable = false;
    }

    FieldMap map() {
        return map;
    }

    void set(String name, List<byte[]> values) throws HeaderError {
        requireChangeable(name);
        for (byte[] value : values) {
            requireValue(value);
        }
        requireMutable();
        map.delete(name);
        values.forEach(value -> map.append(name, value));
        keepAccount();
    }

    void delete(String name) throws HeaderError {
        requireChangeable(name);
        requireMutable();
        map.delete(name);
        keepAccount();
    }

    void append(String name, byte[] value) throws HeaderError {
        requireChangeable(name);
        requireValue(value);
        requireMutable();
        map.append(name, value);
        keepAccount();
    }

    /// Gives the fields to another resource, which answers for their size from then on.
    FieldMap take() {
        drop();
        return isMutable ? map : map.copy();
    }

    private void keepAccount() {
        if (map.size() > HttpLimits.MAX_FIELDS_BYTES) {
            throw new Trap(Trap.Kind.HOST, "the guest makes HTTP fields of " + map.size() + " bytes; the limit is "
                    + HttpLimits.MAX_FIELDS_BYTES);
        }
        hold(map.size() - heldBytes);
        heldBytes = map.size();
    }

    private static void requireChangeable(String name) throws HeaderError {
        if (!HttpSyntax.isFieldName(name)) {
            throw new HeaderError(HeaderError.Kind.INVALID_SYNTAX);
        }
        if (HttpSyntax.isForbidden(name)) {
            throw new HeaderError(HeaderError.Kind.FORBIDDEN);
        }
    }

    private static void requireValue(byte[] value) throws HeaderError {
        if (!HttpSyntax.isFieldValue(value)) {
            throw new HeaderError(HeaderError.Kind.INVALID_SYNTAX);
        }
    }

    private void requireMutable() throws HeaderError {
        if (!isMutable) {
            throw new HeaderError(HeaderError.Kind.IMMUTABLE);
        }
    }
}
