package dev.wassette.runtime.wasmtime.ffm;

import dev.wassette.component.engine.Trap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/// Divides the memory of a store among its linear memories.
///
/// Wasmtime bounds all memories of a store by one number each and asks nobody when one grows. So that number is chosen
/// such that all together stay within the limit even when each grows as far as it may. A single memory may have all of
/// it; of several that can grow, each may have an equal part or what it has already.
final class MemoryBudget {
    private final long limit;
    private final List<Share> shares = new ArrayList<>();
    private long bound;

    /// @param size now, in bytes
    /// @param maximum that the memory declares, in bytes
    private record Share(LongSupplier size, long maximum) {
        private long largest(long bound) {
            return Math.max(size.getAsLong(), Math.min(maximum, bound));
        }
    }

    /// @param limit for all memories together, in bytes
    MemoryBudget(long limit) {
        this.limit = limit;
        this.bound = limit;
    }

    /// {@return the bound for each memory once a module with these is there}
    ///
    /// @throws Trap of kind [Trap.Kind#OUT_OF_MEMORY] when not even their minimum fits
    long boundWith(List<ModuleOutline.Memory> added) {
        List<Share> all = new ArrayList<>(shares);
        added.forEach(memory -> all.add(new Share(memory::minimum, memory.maximum())));
        if (total(all, 0) > limit) {
            throw new Trap(Trap.Kind.OUT_OF_MEMORY, "the memories of all modules start larger than the limit of "
                    + limit + " bytes");
        }
        bound = all.size() == 1 ? limit : largestBound(all);
        return bound;
    }

    /// Counts a memory from now on.
    void add(ModuleOutline.Memory memory, LongSupplier size) {
        shares.add(new Share(size, memory.maximum()));
    }

    /// Counts memories that nobody can ask for their size, as large as they can have become.
    void addUnseen(List<ModuleOutline.Memory> memories) {
        for (ModuleOutline.Memory memory : memories) {
            long largest = Math.max(memory.minimum(), Math.min(memory.maximum(), bound));
            add(memory, () -> largest);
        }
    }

    /// {@return the bytes that all memories have now}
    long inUse() {
        return total(shares, 0);
    }

    private long largestBound(List<Share> all) {
        long low = 0;
        long high = limit;
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            if (total(all, middle) <= limit) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private static long total(List<Share> shares, long bound) {
        return shares.stream().mapToLong(share -> share.largest(bound)).sum();
    }
}
