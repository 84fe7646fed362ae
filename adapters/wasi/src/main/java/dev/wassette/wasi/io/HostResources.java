package dev.wassette.wasi.io;

import dev.wassette.component.engine.Trap;
import dev.wassette.wasi.limits.WasiLimits;

/// Counts what one instance has the host keep. Used by the thread of the instance.
public final class HostResources {
    private final int most;
    private int live;
    private long heldBytes;

    /// Nothing is held yet.
    ///
    /// @param most how many resources may be live at a time; more than 0
    public HostResources(int most) {
        this.most = most;
    }

    /// {@return how many resources are live}
    public int live() {
        return live;
    }

    /// {@return how many bytes they hold}
    public long heldBytes() {
        return heldBytes;
    }

    void add(String resource) {
        if (live == most) {
            throw new Trap(Trap.Kind.HOST, "the guest holds " + live + " resources of the host, the most that a call may"
                    + " have, and asks for one more, of type " + resource
                    + " (permissions.resources.limits.open_handles in its policy)");
        }
        live++;
    }

    void remove() {
        live--;
    }

    void hold(long more) {
        if (heldBytes + more > WasiLimits.MAX_HELD_BYTES) {
            throw new Trap(Trap.Kind.HOST, "the host keeps " + heldBytes + " bytes for the guest, which asks it to keep "
                    + more + " more; the limit is " + WasiLimits.MAX_HELD_BYTES);
        }
        heldBytes += more;
    }
}
