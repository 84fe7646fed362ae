package dev.wassette.loader.http.transfer;

/// What servers may do to us.
public final class TransferLimits {
    private TransferLimits() {}

    /// The largest component in bytes: 256 MiB, as for files. A server that sends, or says that it will send, more than
    /// that would fill the heap before anybody has looked at it.
    public static final int MAX_COMPONENT_BYTES = 256 << 20;

    /// Bytes of a list of published components: 4 MiB, as in a file. Stops an endless one from filling the heap.
    public static final int MAX_CATALOG_BYTES = 4 << 20;

    /// How many redirects of one request are followed: 5. Stops servers that send us in circles. A release page needs two.
    static final int MAX_REDIRECTS = 5;

    /// How many times one request is tried: 4. With pauses of 0.25, 0.5 and 1 s it outlasts a restart of a proxy; more would
    /// let an agent wait for what does not come.
    static final int MAX_ATTEMPTS = 4;

    /// The longest pause in seconds that a server may ask for before the next attempt: 30. Stops `Retry-After: 999999`.
    static final int MAX_PAUSE_SECONDS = 30;

    /// Bytes of an answer that is an error: 64 KiB. Stops an endless error page. The errors of registries have some hundred.
    static final int MAX_ERROR_BYTES = 64 << 10;
}
