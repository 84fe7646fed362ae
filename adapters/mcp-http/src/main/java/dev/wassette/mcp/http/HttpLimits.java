package dev.wassette.mcp.http;

import java.time.Duration;

/// How much clients may ask of the HTTP transports.
final class HttpLimits {

    /// Bytes of the body of one request. Stops one message from filling the heap: the body, its text and its values are
    /// in memory together. A list of four million bytes, written as a JSON array, still passes.
    static final int MAX_BODY_BYTES = 16 << 20;

    /// Bytes of the bodies that are being read, or made into values, on all connections together; each counts as far as
    /// it is longer than [#MAX_SMALL_BODY_BYTES]. Stops a few hundred clients that each send a long body and never its
    /// end from filling the heap. What goes beyond is refused with 503. Four bodies of the largest size fit.
    static final int MAX_UPLOADING_BYTES = 64 << 20;

    /// Bytes of a body that is never refused for what others send. Most messages are shorter; on
    /// [#MAX_CONNECTIONS] connections they are 32 MiB.
    static final int MAX_SMALL_BODY_BYTES = 64 << 10;

    /// Bytes of a form that a page sends. Stops one form from filling the heap: the text, its fields and their values are in
    /// memory together. Arguments of a tool that a person types are shorter.
    static final int MAX_FORM_BYTES = 1 << 20;

    /// Bytes of the line and the fields of one request. Stops fields without end. Browsers and proxies stop at 8 KiB too.
    static final int MAX_HEADER_BYTES = 8 << 10;

    /// Open connections; further ones wait to be accepted. Stops connections that say nothing from using up the file
    /// handles of the process, of which a user often has 1,024.
    static final int MAX_CONNECTIONS = 500;

    /// Sessions. Stops clients that begin sessions and never end them from filling the heap, at some 500 bytes each. When
    /// there are more, the one that has been idle longest is forgotten; its client is told 404 and begins a new one.
    static final int MAX_SESSIONS = 20_000;

    /// Bytes of notifications that wait for a client to read them, on one stream. Stops a slow reader from filling the
    /// heap. What comes while there are more is dropped: notifications may be lost, answers are not.
    static final int MAX_WAITING_NOTIFICATION_BYTES = 256 << 10;

    /// Bytes of everything that waits for a client to read it, on one stream. A reader that lets more gather is cut off.
    /// One answer of the largest size that the tools give fits.
    static final int MAX_WAITING_BYTES = 64 << 20;

    /// Bytes of everything that waits for clients to read it, on all connections together; what waits on one counts as far
    /// as it is more than [#MAX_SMALL_ANSWER_BYTES]. Stops readers that stopped, each after an answer of many megabytes,
    /// from filling the heap: with one answer of the largest size on each of [#MAX_CONNECTIONS] connections it would take
    /// 31 GiB. Those whose answers have waited longest are cut off. Two answers of the largest size fit.
    static final int MAX_UNSENT_BYTES = 128 << 20;

    /// Bytes that wait on one connection and do not count for all. Most answers are shorter; on [#MAX_CONNECTIONS]
    /// connections they are 32 MiB.
    static final int MAX_SMALL_ANSWER_BYTES = 64 << 10;

    /// How long one body may take to come in. Stops clients that send a byte a minute. The largest body comes in within
    /// that time at 140 kB a second.
    static final Duration MAX_UPLOAD = Duration.ofMinutes(2);

    /// How long a connection may be silent before a request has come and between requests. Stops half-open connections from
    /// taking all places: when they have them, others wait until these are cut off, which takes at most twice as long.
    /// Clients that call again later connect again.
    static final Duration MAX_IDLE = Duration.ofSeconds(15);

    /// How long a connection may be silent in the middle of a request or of an answer. Stops readers that stopped. Streams
    /// are never silent for so long.
    static final Duration MAX_SILENCE = Duration.ofSeconds(60);

    /// How long running calls may take to end when the server is asked to end. Half a minute more than the time that a
    /// call has by default.
    static final Duration MAX_DRAIN = Duration.ofSeconds(90);

    private HttpLimits() {}
}
