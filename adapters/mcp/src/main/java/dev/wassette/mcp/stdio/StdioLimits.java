package dev.wassette.mcp.stdio;

import java.time.Duration;

/// How much a client on the standard streams may ask of this server.
final class StdioLimits {

    /// Bytes of one line. Stops one message from filling the heap: the line, its text and its values are in memory
    /// together. A list of four million bytes, written as a JSON array, still passes.
    static final int MAX_LINE_BYTES = 16 << 20;

    /// Bytes of an `id` in a line that is not kept. The ids of clients are numbers and UUIDs.
    static final int MAX_RESCUED_ID_BYTES = 256;

    /// How long calls that are running at the end of the input may take until they are answered. Half a minute more
    /// than the time that a call has by default.
    static final Duration MAX_DRAIN = Duration.ofSeconds(90);

    private StdioLimits() {}
}
