package dev.wassette.wasi.io;

/// `wasi:io/poll.pollable`: an event that is ready, or not yet.
public final class Pollable extends HostResource implements Readiness {
    private final Readiness source;

    /// A pollable of its own.
    public Pollable(HostResources resources, Readiness source) {
        super(PollWit.POLLABLE, resources);
        this.source = source;
    }

    /// A pollable that must be dropped before its parent.
    public Pollable(HostResource parent, Readiness source) {
        super(PollWit.POLLABLE, parent);
        this.source = source;
    }

    @Override
    public long nanosUntilReady() {
        return source.nanosUntilReady();
    }
}
