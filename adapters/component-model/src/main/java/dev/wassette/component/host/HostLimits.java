package dev.wassette.component.host;

/// How much the host keeps on behalf of an instance.
public final class HostLimits {
    private HostLimits() {}

    /// The most denials kept for one instance. A guest could ask for a new host name in an endless loop and have each
    /// kept; a user who is told of 16 missing permissions has enough to do.
    public static final int MAX_DENIALS = 16;
}
