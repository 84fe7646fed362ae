package dev.wassette.runtime.wasmtime.ffm;

import dev.wassette.component.engine.CoreFunctionType;
import dev.wassette.component.engine.CoreType;
import java.util.List;

/// The type of a function, ready for calls: whether each value fills the 64 bits of its slot. What does not leaves the
/// high bits as they were, and what was there before is nobody's business.
final class Signature {
    private final CoreFunctionType type;
    private final boolean[] wideParameters;
    private final boolean[] wideResults;
    private final boolean numeric;

    Signature(CoreFunctionType type) {
        this.type = type;
        this.wideParameters = wide(type.parameters());
        this.wideResults = wide(type.results());
        this.numeric = isNumeric(type.parameters()) && isNumeric(type.results());
    }

    /// {@return how many slots its arguments and then its results take}
    int slots() {
        return Math.max(wideParameters.length, wideResults.length);
    }

    /// @throws IllegalArgumentException when something else than numbers would have to cross
    void requireNumeric() {
        if (!numeric) {
            throw new IllegalArgumentException("only numbers cross between host and guest, not " + type);
        }
    }

    void writeArguments(long address, long[] values) {
        write(address, values, wideParameters.length);
    }

    void readArguments(long address, long[] values) {
        read(address, values, wideParameters);
    }

    void writeResults(long address, long[] values) {
        write(address, values, wideResults.length);
    }

    void readResults(long address, long[] values) {
        read(address, values, wideResults);
    }

    private static void write(long address, long[] values, int count) {
        for (int i = 0; i < count; i++) {
            Native.word(address + i * Layouts.RAW, values[i]);
        }
    }

    private static void read(long address, long[] values, boolean[] wide) {
        for (int i = 0; i < wide.length; i++) {
            long word = Native.word(address + i * Layouts.RAW);
            values[i] = wide[i] ? word : (int) word;
        }
    }

    private static boolean[] wide(List<CoreType> types) {
        boolean[] wide = new boolean[types.size()];
        for (int i = 0; i < wide.length; i++) {
            CoreType type = types.get(i);
            wide[i] = type == CoreType.I64 || type == CoreType.F64;
        }
        return wide;
    }

    private static boolean isNumeric(List<CoreType> types) {
        return types.stream().allMatch(CoreType::isNumeric);
    }
}
