package dev.wassette.component.binary;

import dev.wassette.component.engine.CoreFunctionType;
import dev.wassette.component.engine.CoreType;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;

/// The type of what a core module imports or exports (core specification, "External types"), with all indices
/// resolved.
public sealed interface CoreExternType {

    /// {@return the sort of things that have this type}
    default Sort sort() {
        return switch (this) {
            case Func _ -> Sort.CORE_FUNC;
            case Table _ -> Sort.CORE_TABLE;
            case Memory _ -> Sort.CORE_MEMORY;
            case Global _ -> Sort.CORE_GLOBAL;
        };
    }

    /// A function.
    record Func(CoreFunctionType type) implements CoreExternType {
        public Func {
            Objects.requireNonNull(type);
        }

        @Override
        public String toString() {
            return lowerCase("func " + type.parameters() + " -> " + type.results());
        }
    }

    /// A table.
    record Table(CoreType element, Limits limits) implements CoreExternType {
        public Table {
            Objects.requireNonNull(element);
            Objects.requireNonNull(limits);
        }

        @Override
        public String toString() {
            return lowerCase("table of " + element + ", " + limits);
        }
    }

    /// A memory with 32-bit addresses that is not shared; limits in pages of 64 KiB.
    record Memory(Limits limits) implements CoreExternType {
        public Memory {
            Objects.requireNonNull(limits);
        }

        @Override
        public String toString() {
            return "memory, " + limits;
        }
    }

    /// A global.
    record Global(CoreType type, boolean mutable) implements CoreExternType {
        public Global {
            Objects.requireNonNull(type);
        }

        @Override
        public String toString() {
            return lowerCase((mutable ? "mutable" : "immutable") + " global " + type);
        }
    }

    /// The size of a table or a memory.
    ///
    /// @param min 0 to 2^32-1
    /// @param max 0 to 2^32-1; empty for a size without a bound
    record Limits(long min, OptionalLong max) {
        public Limits {
            Objects.requireNonNull(max);
        }

        @Override
        public String toString() {
            return "at least " + min + (max.isPresent() ? " and at most " + max.getAsLong() : "");
        }
    }

    private static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
