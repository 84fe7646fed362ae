package dev.wassette.component.instance;

import dev.wassette.component.engine.Trap;
import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.WitValue;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/// What the runtime keeps for one component instance (Canonical ABI, "Component Instance State"): its handles, whether
/// it may be entered, and whether it may call out. Used by one thread.
///
/// A trap leaves the flags as they were in the middle of the call, so whoever trapped cannot be entered again.
public final class InstanceState {
    private final BitSet defines;
    private final HandleTable handles = new HandleTable();
    private final List<ResourceHandle> lent = new ArrayList<>();
    private boolean mayEnter = true;
    private boolean mayLeave = true;

    /// @param defines the [ResourceType.Guest#index] of each resource that this instance implements; not changed
    public InstanceState(BitSet defines) {
        this.defines = defines;
    }

    /// Begins a call from outside (`enter_from`).
    ///
    /// @throws Trap when the instance is being called already, or has trapped
    public void enter() {
        if (!mayEnter) {
            throw Trap.abi("cannot enter component instance");
        }
        mayEnter = false;
    }

    /// Ends a call from outside (`leave_to`).
    public void leave() {
        mayEnter = true;
    }

    /// @throws Trap when the instance may not call out now, because the Canonical ABI is calling its `realloc` or its
    ///     `post-return`
    public void requireMayLeave() {
        if (!mayLeave) {
            throw Trap.abi("cannot leave component instance");
        }
    }

    public void setMayLeave(boolean mayLeave) {
        this.mayLeave = mayLeave;
    }

    /// {@return whether this instance implements the resource, and so sees representations where others see handles}
    public boolean defines(ResourceType resource) {
        return resource instanceof ResourceType.Guest guest && defines.get(guest.index());
    }

    /// Takes an owned handle out of the table (`lift_own`).
    ///
    /// @param index as the guest gave it, unsigned
    /// @throws Trap when it is no owned handle of that type, or lent at the moment
    public WitValue.Handle liftOwn(int index, ResourceType type) {
        ResourceHandle handle = handles.get(index);
        handle.requireType(index, type);
        handle.requireNotLent();
        handle.requireOwn(index);
        handles.remove(index);
        return handle.value();
    }

    /// Lends a handle for the current call out of this instance (`lift_borrow`), until [#takeBackLent].
    ///
    /// @throws Trap when it is no handle of that type
    public WitValue.Handle liftBorrow(int index, ResourceType type) {
        ResourceHandle handle = handles.get(index);
        handle.requireType(index, type);
        handle.lend();
        lent.add(handle);
        return handle.value();
    }

    /// {@return a mark for [#takeBackLent]}
    public int lentMark() {
        return lent.size();
    }

    /// Ends a call out of this instance: what it lent is no longer lent (`Subtask.deliver_resolve`).
    ///
    /// @param mark what [#lentMark] was before the call; calls end in the opposite order of their beginning
    public void takeBackLent(int mark) {
        for (int last = lent.size() - 1; last >= mark; last--) {
            lent.remove(last).takeBack();
        }
    }

    /// {@return the index of a new owned handle (`lower_own`)}
    ///
    /// @throws Trap when the table is full
    public int lowerOwn(WitValue.Handle value) {
        return handles.add(ResourceHandle.own(value));
    }

    /// {@return the index of a new borrowed handle (`lower_borrow`)}
    ///
    /// @param scope the call for which it is borrowed
    /// @throws Trap when the table is full
    public int lowerBorrow(WitValue.Handle value, BorrowScope scope) {
        int index = handles.add(ResourceHandle.borrow(value, scope));
        scope.borrow();
        return index;
    }

    /// {@return the value of a handle (`resource.rep`)}
    ///
    /// @throws Trap when it is no handle of that type
    public WitValue.Handle rep(int index, ResourceType type) {
        ResourceHandle handle = handles.get(index);
        handle.requireType(index, type);
        return handle.value();
    }

    /// Takes a handle out of the table (`resource.drop`, without the destructor).
    ///
    /// @return the handle; where it is owned, the caller destroys the resource
    /// @throws Trap when it is no handle of that type, or lent at the moment
    public ResourceHandle drop(int index, ResourceType type) {
        ResourceHandle handle = handles.get(index);
        handle.requireType(index, type);
        handle.requireNotLent();
        handles.remove(index);
        handle.endBorrow();
        return handle;
    }

    /// Empties the table at the end of the instance's life.
    public void dropAll(Consumer<ResourceHandle> each) {
        handles.removeAll(each);
    }
}
