package dev.wassette.component.binary;

import java.util.Objects;

/// A second index for something (Binary Format, `alias`).
public sealed interface Alias extends Definition, Declaration {

    /// {@return the sort of the thing, and so the index space that grows}
    Sort sort();

    /// An export of an instance.
    ///
    /// @param instance an index of instances
    record InstanceExport(int offset, Sort sort, int instance, String name) implements Alias {
        public InstanceExport {
            Objects.requireNonNull(sort);
            Objects.requireNonNull(name);
        }
    }

    /// An export of a core instance.
    ///
    /// @param sort a core sort
    /// @param instance an index of core instances
    record CoreInstanceExport(int offset, Sort sort, int instance, String name) implements Alias {
        public CoreInstanceExport {
            Objects.requireNonNull(sort);
            Objects.requireNonNull(name);
        }
    }

    /// Something of an enclosing component or type.
    ///
    /// @param sort one of CORE_MODULE, CORE_TYPE, TYPE, COMPONENT
    /// @param count how many scopes outward, 0 being the one that the alias is in
    /// @param index in the index space of that scope
    record Outer(int offset, Sort sort, int count, int index) implements Alias {
        public Outer {
            Objects.requireNonNull(sort);
        }
    }
}
