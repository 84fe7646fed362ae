package dev.wassette.component.host;

/// How much the host keeps on behalf of an instance.
public final class HostLimits {
    private HostLimits() {}

    /// The most denials kept for one instance. A guest could ask for a new host name in an endless loop and have each
    /// kept; a user who is told of 16 missing permissions has enough to do.
    public static final int MAX_DENIALS = 16;

    /// The most characters of what a denial is about. A guest may name a variable of 256 MiB, and 16 of them would be
    /// kept for as long as it runs. Paths are the longest things that a permission is about, with 4,096 bytes.
    public static final int MAX_DENIAL_CHARS = 8 << 10;
}
