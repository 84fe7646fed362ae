package dev.wassette.runtime.wasmtime.ffm;

import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.Arrays;

/// The open stores of an engine by number, and for each number a piece of native memory that passes from one store to the
/// next. The number is what Wasmtime hands to our callbacks. Safe for use by several threads.
final class Slots {
    /// Of the stack of a guest, for each byte of memory in a slot: what goes between Java and Wasmtime in one call takes less
    /// than an eighth of what the call takes of the stack.
    static final long STACK_BYTES_OF_SCRATCH = 8;

    /// Of the memory in a slot, what is never taken by the frames of calls.
    static final long SPARE_BYTES = 8 << 10;

    private static final long ALIGNMENT = 16;

    private final Arena arena;
    private final long scratchBytes;
    /// guarded by this
    private final ArrayDeque<Slot> free = new ArrayDeque<>();
    private volatile LibraryStore[] stores = new LibraryStore[8];
    /// guarded by this
    private int count;

    /// @param number more than 0
    record Slot(int number, long bytes, long scratch) {}

    /// @param arena for the memory, of which there is as much as stores were ever open at once
    /// @param scratchBytes of memory for each store
    Slots(Arena arena, long scratchBytes) {
        this.arena = arena;
        this.scratchBytes = scratchBytes;
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
        return new Slot(number, scratchBytes, arena.allocate(scratchBytes, ALIGNMENT).address());
    }
}
