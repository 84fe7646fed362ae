package dev.wassette.mcp.protocol;

import java.time.Duration;

/// How much the clients of this server may have running, on any transport.
public final class ProtocolLimits {

    /// Bytes of the messages of all calls that are running or wait for a thread. Stops clients that send without waiting
    /// from filling the heap. Two messages of the largest size fit.
    public static final int MAX_BYTES_IN_FLIGHT = 32 << 20;

    /// What a call counts for at least, for its thread, its answer and its place in the queue: 2048 small calls can be
    /// in flight. That is more than clients that send everything before they read anything are known to send.
    static final int MIN_CALL_BYTES = 16 << 10;

    /// Messages in one array. Stops an array of half a million `tools/list`, 16 MiB, whose one answer would have the
    /// list half a million times. Clients that send arrays at all put a handful of messages into each.
    static final int MAX_BATCH_MESSAGES = 100;

    /// Calls that run at the same time; more wait. Each keeps a platform thread with about 100 KiB of stack in use.
    /// The sandbox bounds the guests that really run more closely.
    static final int MAX_THREADS = 64;

    /// Notifications of the lines that one call prints, or of its progress. Stops a guest that prints in an endless loop
    /// from flooding its client. Later lines are in the log of the server only.
    static final int MAX_NOTIFICATIONS = 1_000;

    /// Characters of a client's name and of its version in the record. Stops a client from filling the record with its name.
    static final int MAX_CLIENT_NAME = 60;

    /// How far apart the notifications of progress are that this server makes up itself, for a call whose guest reports
    /// none: often enough for clients that give up on a server after a minute without a word, and rare enough not to
    /// matter.
    static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private ProtocolLimits() {}
}
