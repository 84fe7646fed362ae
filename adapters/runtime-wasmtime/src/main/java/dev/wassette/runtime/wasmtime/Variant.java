package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.CoreLimits;

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

    /// {@return whether the module starts with more than these limits allow}
    static boolean exceeds(ModuleOutline outline, CoreLimits limits) {
        return outline.memories().stream().anyMatch(memory -> memory.minimum() > pages(limits))
                || outline.tables().stream().anyMatch(table -> table.size().minimum() > limits.tableElements());
    }

    private static long pages(CoreLimits limits) {
        return Math.min(limits.memoryBytes() / PAGE_BYTES, WasmtimeLimits.MAX_MEMORY_PAGES);
    }
}
