package dev.wassette.component.abi;

import dev.wassette.component.engine.CoreType;
import java.util.Arrays;

/// The flattened form of types (Canonical ABI, "Flattening"). A form of more core values than any function takes is
/// not made at all: it is null.
final class Flatten {
    private Flatten() {}

    /// {@return the core types of these fields one after the other; null when there are too many}
    static CoreType[] record(Layout[] fields) {
        CoreType[] flat = new CoreType[AbiLimits.MAX_FLAT_PARAMS];
        int count = 0;
        for (Layout field : fields) {
            if (count + field.flatCount() > flat.length) {
                return null;
            }
            System.arraycopy(field.flat, 0, flat, count, field.flat.length);
            count += field.flat.length;
        }
        return Arrays.copyOf(flat, count);
    }

    /// {@return the discriminant, then core types that can hold the payload of each case; null when there are too
    /// many}
    ///
    /// @param payloads null for a case without a payload
    static CoreType[] variant(Layout[] payloads) {
        CoreType[] flat = new CoreType[AbiLimits.MAX_FLAT_PARAMS];
        flat[0] = CoreType.I32;
        int count = 1;
        for (Layout payload : payloads) {
            if (payload != null) {
                if (1 + payload.flatCount() > flat.length) {
                    return null;
                }
                for (int i = 0; i < payload.flat.length; i++) {
                    flat[1 + i] = flat[1 + i] == null ? payload.flat[i] : join(flat[1 + i], payload.flat[i]);
                }
                count = Math.max(count, 1 + payload.flat.length);
            }
        }
        return Arrays.copyOf(flat, count);
    }

    private static CoreType join(CoreType a, CoreType b) {
        if (a == b) {
            return a;
        }
        return a != CoreType.I64 && a != CoreType.F64 && b != CoreType.I64 && b != CoreType.F64
                ? CoreType.I32 : CoreType.I64;
    }
}
