package dev.wassette.runtime.chicory;

import dev.wassette.component.engine.Trap;

/// The room for frames of large functions in one store. They are on the heap, where no end of the stack stops a guest
/// that recurses. Used by one thread at a time.
final class FrameBudget {
    private long left = ChicoryLimits.MAX_FRAME_BYTES;

    /// @throws Trap of kind [Trap.Kind#STACK_OVERFLOW] when there is no room
    void take(int slots) {
        long bytes = (long) slots * Long.BYTES;
        if (bytes > left) {
            throw new Trap(Trap.Kind.STACK_OVERFLOW, "call stack exhausted: its calls took more than "
                    + (ChicoryLimits.MAX_FRAME_BYTES >> 20) + " MiB of stack");
        }
        left -= bytes;
    }

    void giveBack(int slots) {
        left += (long) slots * Long.BYTES;
    }
}
