package dev.wassette.component.plan;

import dev.wassette.component.binary.Sort;

/// Where a core function, table, memory or global comes from.
public sealed interface CoreItem {

    /// An export of a core instance.
    ///
    /// @param sort of a kind that core modules export
    /// @param instance the number of the core instance in the [Recipe]
    record Export(Sort sort, int instance, String name) implements CoreItem {}

    /// A host function.
    ///
    /// @param index the number of the [Trampoline] in the [Recipe]
    record Host(int index) implements CoreItem {}
}
