package dev.wassette.wasi.io;

import dev.wassette.component.engine.Trap;
import dev.wassette.wasi.limits.WasiLimits;

/// Counts what one instance has the host keep. Used by the thread of the instance.
public final class HostResources {
    private int live;
    private long heldBytes;

    /// Nothing is held yet.
    public HostResources() {}

    /// {@return how many resources are live}
    public int live() {
        return live;
    }

    /// {@return how many bytes they hold}
    public long heldBytes() {
        return heldBytes;
    }

    void add(String resource) {
        if (live == WasiLimits.MAX_RESOURCES) {
            throw new Trap(Trap.Kind.HOST, "there are " + live + " resources of the host in use, the most that an"
                    + " instance may have, and the guest asks for one more, of type " + resource);
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
