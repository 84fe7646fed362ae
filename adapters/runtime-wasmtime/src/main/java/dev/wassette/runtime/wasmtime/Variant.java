package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.CoreLimits;
import dev.wassette.component.engine.Trap;

/// What is built into the compiled code of a module besides the module itself.
///
/// @param memoryPages the most pages of 64 KiB its memories may have; 0 when it defines none
/// @param tableElements the most elements its tables may have; 0 when it defines none
/// @param copy counts the instances in one store of a module that imports tables or globals: each but the first needs
///     imports of its own names
record Variant(long memoryPages, long tableElements, int copy) {
    private static final long PAGE_BYTES = 1 << 16;

    /// {@return the variant for these limits; the same one for limits that make no difference to the module}
    static Variant of(ModuleOutline outline, CoreLimits limits, int copy) {
        long pages = 0;
        for (SizeLimits memory : outline.memories()) {
            pages = Math.max(pages, memory.capped(pages(limits)).maximum());
        }
        long elements = 0;
        for (ModuleOutline.TableType table : outline.tables()) {
            elements = Math.max(elements, table.size().capped(limits.tableElements()).maximum());
        }
        return new Variant(pages, elements, copy);
    }

    /// @throws Trap when the module starts with more than these limits allow
    static void requireWithin(ModuleOutline outline, CoreLimits limits) {
        if (outline.memories().stream().anyMatch(memory -> memory.minimum() > pages(limits))) {
            throw new Trap(Trap.Kind.OUT_OF_MEMORY,
                    "the module starts with a larger memory than the limit of " + limits.memoryBytes() + " bytes allows");
        }
        if (outline.tables().stream().anyMatch(table -> table.size().minimum() > limits.tableElements())) {
            throw new Trap(Trap.Kind.OUT_OF_TABLE,
                    "the module starts with a table of more than " + limits.tableElements() + " elements");
        }
    }

    private static long pages(CoreLimits limits) {
        return Math.min(limits.memoryBytes() / PAGE_BYTES, WasmtimeLimits.MAX_MEMORY_PAGES);
    }
}
