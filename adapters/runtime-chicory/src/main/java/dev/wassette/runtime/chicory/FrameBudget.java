package dev.wassette.runtime.chicory;

import dev.wassette.component.engine.GuestThread;
import dev.wassette.component.engine.Trap;

/// The room for frames of large functions in one store: as much as the thread of its guest has of stack. They are on the
/// heap, where no end of the stack stops a guest that recurses, and a frame can have 50,000 locals. Used by one thread at
/// a time.
final class FrameBudget {
    private final long stackBytes;
    private long left;

    /// @param stackBytes of the guest
    FrameBudget(long stackBytes) {
        this.stackBytes = stackBytes;
        this.left = GuestThread.stackBytes(stackBytes);
    }

    /// @throws Trap of kind [Trap.Kind#STACK_OVERFLOW] when there is no room
    void take(int slots) {
        long bytes = (long) slots * Long.BYTES;
        if (bytes > left) {
            throw Trap.stackOverflow(stackBytes);
        }
        left -= bytes;
    }

    void giveBack(int slots) {
        left += (long) slots * Long.BYTES;
    }
}
