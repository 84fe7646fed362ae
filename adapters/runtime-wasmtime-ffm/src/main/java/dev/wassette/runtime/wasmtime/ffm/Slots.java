package dev.wassette.runtime.wasmtime.ffm;

import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.Arrays;

/// The open stores of an engine by number, and for each number a piece of native memory that passes from one store to the
/// next. The number is what Wasmtime hands to our callbacks. Safe for use by several threads.
final class Slots {
    /// Of the memory in each slot: what goes between Java and Wasmtime in one call, for calls that nest many hundred times.
    static final long SCRATCH_BYTES = 256 << 10;

    /// Of which so much is never taken by the frames of calls.
    static final long SPARE_BYTES = 8 << 10;

    private static final long ALIGNMENT = 16;

    private final Arena arena;
    /// guarded by this
    private final ArrayDeque<Slot> free = new ArrayDeque<>();
    private volatile LibraryStore[] stores = new LibraryStore[8];
    /// guarded by this
    private int count;

    /// @param number more than 0
    record Slot(int number, long scratch) {}

    /// @param arena for the memory, of which there is as much as stores were ever open at once
    Slots(Arena arena) {
        this.arena = arena;
    }

    synchronized Slot take(LibraryStore store) {
        Slot slot = free.isEmpty() ? make() : free.pop();
        stores[slot.number()] = store;
        return slot;
    }

    synchronized void giveBack(Slot slot) {
        stores[slot.number()] = null;
        free.push(slot);
    }

    /// {@return the store that has this number}
    LibraryStore store(long number) {
        return stores[(int) number];
    }

    private Slot make() {
        int number = ++count;
        if (number == stores.length) {
            stores = Arrays.copyOf(stores, 2 * number);
        }
        return new Slot(number, arena.allocate(SCRATCH_BYTES, ALIGNMENT).address());
    }
}
