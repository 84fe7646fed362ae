package dev.wassette.component.instance;

import dev.wassette.component.engine.Trap;

/// The call of an exported function to which `borrow` handles were given (Canonical ABI, `Task.num_borrows`): the
/// callee drops them all before it returns.
public final class BorrowScope {
    private int borrows;

    void borrow() {
        borrows++;
    }

    void drop() {
        borrows--;
    }

    /// Called when the call has returned.
    ///
    /// @throws Trap when a borrowed handle is left
    public void end() {
        if (borrows > 0) {
            throw Trap.abi("borrow handles still remain at the end of the call: " + borrows);
        }
    }
}
