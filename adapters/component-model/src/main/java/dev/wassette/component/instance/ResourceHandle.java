package dev.wassette.component.instance;

import dev.wassette.component.engine.Trap;
import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.WitValue;

/// An element of a [HandleTable] (Canonical ABI, `ResourceHandle`). It keeps the lifted value itself, so a handle
/// that travels is not made again.
public final class ResourceHandle {
    private final WitValue.Handle value;
    private final BorrowScope scope;
    private int lends;

    private ResourceHandle(WitValue.Handle value, BorrowScope scope) {
        this.value = value;
        this.scope = scope;
    }

    static ResourceHandle own(WitValue.Handle value) {
        return new ResourceHandle(value, null);
    }

    static ResourceHandle borrow(WitValue.Handle value, BorrowScope scope) {
        return new ResourceHandle(value, scope);
    }

    /// {@return the resource with its representation}
    public WitValue.Handle value() {
        return value;
    }

    /// {@return whether whoever holds the handle owns the resource; else it is borrowed}
    public boolean isOwn() {
        return scope == null;
    }

    void lend() {
        lends++;
    }

    void takeBack() {
        lends--;
    }

    void requireType(int index, ResourceType expected) {
        ResourceType found = value.resource();
        if (found != expected && !found.equals(expected)) {
            throw Trap.abi("handle index " + Integer.toUnsignedString(index) + " used with the wrong type, expected "
                    + expected + " but found " + found);
        }
    }

    void requireNotLent() {
        if (lends != 0) {
            throw Trap.abi(isOwn() ? "cannot remove owned resource while borrowed"
                    : "cannot remove a borrowed handle while it is lent on");
        }
    }

    void requireOwn(int index) {
        if (!isOwn()) {
            throw Trap.abi("handle index " + Integer.toUnsignedString(index) + " is borrowed, not owned");
        }
    }

    void endBorrow() {
        if (scope != null) {
            scope.drop();
        }
    }
}
