package dev.wassette.mcp.stdio;

import java.time.Duration;

/// How much a client on the standard streams may ask of this server.
final class StdioLimits {

    /// Bytes of one line. Stops one message from filling the heap: the line, its text and its values are in memory
    /// together. A list of four million bytes, written as a JSON array, still passes.
    static final int MAX_LINE_BYTES = 16 << 20;

    /// Bytes of an `id` in a line that is not kept. The ids of clients are numbers and UUIDs.
    static final int MAX_RESCUED_ID_BYTES = 256;

    /// Bytes of all calls that are running or wait for a thread. Stops a client that sends without waiting from filling
    /// the heap. Two lines of the largest size fit.
    static final int MAX_BYTES_IN_FLIGHT = 2 * MAX_LINE_BYTES;

    /// What a call counts for at least, for its thread, its answer and its place in the queue: 2048 small calls can be
    /// in flight. That is more than clients that send everything before they read anything are known to send.
    static final int MIN_CALL_BYTES = 16 << 10;

    /// Calls that run at the same time; more wait. Each keeps a platform thread with about 100 KiB of stack in use.
    /// The sandbox bounds the guests that really run more closely.
    static final int MAX_THREADS = 64;

    /// How long calls that are running at the end of the input may take until they are answered. Half a minute more
    /// than the time that a call has by default.
    static final Duration MAX_DRAIN = Duration.ofSeconds(90);

    private StdioLimits() {}
}
