package dev.wassette.component.instance;

import dev.wassette.component.engine.Trap;
import java.util.Arrays;
import java.util.function.Consumer;

/// The handles of one component instance (Canonical ABI, "Table State"): one table for all resource types, index 0
/// never used, the index freed last given out first.
final class HandleTable {
    private ResourceHandle[] array = new ResourceHandle[16];
    private int end = 1;
    private int[] free = new int[8];
    private int freeCount;

    /// {@return the index of the added handle}
    ///
    /// @throws Trap when the table is full
    int add(ResourceHandle handle) {
        int index = freeCount > 0 ? free[--freeCount] : nextIndex();
        array[index] = handle;
        return index;
    }

    private int nextIndex() {
        if (end > InstanceLimits.MAX_HANDLES) {
            throw Trap.abi("the instance has more than " + InstanceLimits.MAX_HANDLES + " handles");
        }
        if (end == array.length) {
            array = Arrays.copyOf(array, 2 * end);
        }
        return end++;
    }

    /// {@return the handle at this index, unsigned}
    ///
    /// @throws Trap when there is none
    ResourceHandle get(int index) {
        ResourceHandle handle = Integer.compareUnsigned(index, end) < 0 ? array[index] : null;
        if (handle == null) {
            throw Trap.abi("unknown handle index " + Integer.toUnsignedString(index));
        }
        return handle;
    }

    /// Removes the handle at an index where [#get] has found one.
    void remove(int index) {
        array[index] = null;
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, 2 * freeCount);
        }
        free[freeCount++] = index;
    }

    /// Empties the table.
    void removeAll(Consumer<ResourceHandle> each) {
        for (int index = 1; index < end; index++) {
            ResourceHandle handle = array[index];
            if (handle != null) {
                remove(index);
                each.accept(handle);
            }
        }
    }
}
