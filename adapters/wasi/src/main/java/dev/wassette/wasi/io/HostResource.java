package dev.wassette.wasi.io;

import dev.wassette.component.engine.Trap;
import dev.wassette.component.host.HostContext;
import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.WitValue;
import java.util.Objects;

/// An object of the host that a guest holds by a handle. Used by the thread of the instance.
///
/// Invariants: a resource is counted in [HostResources] from its construction to its one drop; a parent outlives its
/// children, or the guest traps and uses neither again.
public abstract class HostResource {
    private final ResourceType.Host type;
    private final HostResources resources;
    private final HostResource parent;
    private int children;
    private long heldBytes;
    private boolean dropped;

    /// A resource of its own.
    ///
    /// @throws Trap when the instance has too many
    protected HostResource(ResourceType.Host type, HostResources resources) {
        this(type, resources, null);
    }

    /// A child, which the guest must drop before its parent.
    ///
    /// @throws Trap when the instance has too many resources
    protected HostResource(ResourceType.Host type, HostResource parent) {
        this(type, parent.resources, parent);
    }

    private HostResource(ResourceType.Host type, HostResources resources, HostResource parent) {
        this.type = Objects.requireNonNull(type);
        this.resources = resources;
        this.parent = parent;
        resources.add(type.name());
        if (parent != null) {
            parent.children++;
        }
    }

    /// {@return a handle that owns this resource; to be made once}
    public final WitValue.Handle handle() {
        return new WitValue.Handle(type, this);
    }

    /// Ends this resource: its last handle is gone, or a function has consumed it. Frees what stands behind it in any
    /// case.
    ///
    /// @throws Trap when a child is still live
    public final void drop() {
        if (dropped) {
            throw new IllegalStateException("a resource of type " + type + " was dropped twice");
        }
        dropped = true;
        resources.remove();
        resources.hold(-heldBytes);
        if (parent != null) {
            parent.children--;
        }
        released();
        if (children > 0) {
            throw new Trap(Trap.Kind.HOST, "the guest gave up a resource of type " + type + " while " + children
                    + " that came from it were still in use");
        }
    }

    /// The drop function of every host interface whose resources have this class.
    public static void drop(HostContext context, Object representation) {
        ((HostResource) representation).drop();
    }

    /// Counts bytes that this resource keeps, until it is dropped.
    ///
    /// @param more may be negative
    /// @throws Trap when the instance holds too many
    protected final void hold(long more) {
        resources.hold(more);
        heldBytes += more;
    }

    /// Frees what stands behind the resource. Called once.
    protected void released() {}
}
