package dev.wassette.wasi.filesystem;

import dev.wassette.component.host.WitTypes;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// Java enums as WIT enums and flags: `WOULD_BLOCK` is `would-block`, and the order is the same.
final class EnumTypes {
    private EnumTypes() {}

    static WitType enumOf(Class<? extends Enum<?>> type) {
        return WitTypes.enumeration(names(type));
    }

    static WitType flagsOf(Class<? extends Enum<?>> type) {
        return WitTypes.flags(names(type));
    }

    static WitValue value(Enum<?> constant) {
        return new WitValue.Enum(constant.ordinal());
    }

    static WitValue value(Set<? extends Enum<?>> constants) {
        return new WitValue.Flags(constants.stream().mapToInt(constant -> 1 << constant.ordinal()).sum());
    }

    static <E extends Enum<E>> E constant(Class<E> type, WitValue value) {
        return type.getEnumConstants()[((WitValue.Enum) value).index()];
    }

    static <E extends Enum<E>> Set<E> constants(Class<E> type, WitValue value) {
        Set<E> set = EnumSet.allOf(type);
        set.removeIf(constant -> !((WitValue.Flags) value).has(constant.ordinal()));
        return set;
    }

    private static String[] names(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-')).toArray(String[]::new);
    }
}
