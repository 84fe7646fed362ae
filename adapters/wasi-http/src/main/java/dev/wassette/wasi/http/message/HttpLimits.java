package dev.wassette.wasi.http.message;

import java.time.Duration;

/// How large the parts of a request and of a response may be, and how long they may take. How large bodies may be is a
/// matter of the grant.
public final class HttpLimits {
    private HttpLimits() {}

    /// The most bytes of all the fields of one header or trailer section together, with [#FIELD_OVERHEAD_BYTES] for
    /// each, whether a guest or a server makes them. The host keeps them outside the guest's memory, and each server
    /// that accepts requests has a limit of its own, mostly 8 to 64 KiB; 128 KiB are beyond what any of them takes.
    public static final int MAX_FIELDS_BYTES = 128 << 10;

    /// What a field costs besides its name and its value: the number of RFC 9113, 10.5.1. Without it a section could
    /// have any number of empty fields.
    public static final int FIELD_OVERHEAD_BYTES = 32;

    /// The most characters of a path with its query: what common servers accept at most. The host keeps it outside the
    /// guest's memory.
    public static final int MAX_PATH_CHARS = 8 << 10;

    /// The most characters of an authority: a DNS name has at most 253, a port 5. A denied one is shown to the user.
    public static final int MAX_AUTHORITY_CHARS = 260;

    /// The most characters of a DNS name (RFC 1035, 2.3.4, as text). Resolvers disagree on what is longer.
    public static final int MAX_NAME_CHARS = 253;

    /// The most characters of the name of a method or of a scheme; registered ones have at most 17 and 36.
    public static final int MAX_TOKEN_CHARS = 64;

    /// The most bytes of one `write` to a body; a guest with more writes several times.
    public static final int MAX_BODY_WRITE_BYTES = 64 << 10;

    /// The most bytes of a body that wait between guest and network, each way. A server could otherwise send faster
    /// than the guest reads, and a guest write faster than the server reads. 256 KiB keep both sides busy.
    public static final int MAX_PIPE_BYTES = 256 << 10;

    /// The most bytes of all bodies of one instance that wait, each way, with the headers of responses. A guest may
    /// make thousands of requests without sending one, or without reading a response, and each would keep
    /// [#MAX_PIPE_BYTES] outside the guest's memory. Twice what [#MAX_OPEN_REQUESTS] requests under way need.
    public static final int MAX_BODIES_BYTES = 16 << 20;

    /// The most requests of one instance under way at a time. Each has a socket and two threads of the host. 32 are
    /// more than browsers open to all hosts of a page at once.
    public static final int MAX_OPEN_REQUESTS = 32;

    /// The most responses with status 1xx before the response. Each is small, but a server could send them without end.
    public static final int MAX_INFORMATIONAL_RESPONSES = 16;

    /// The most bytes of one line that begins a chunk: a number and extensions that nobody reads.
    public static final int MAX_CHUNK_LINE_BYTES = 4 << 10;

    /// The most look-ups of names of one instance at a time, those that nobody waits for any more included: each keeps a
    /// thread until the system's resolver gives up. A guest that asks for an answer within a millisecond, again and
    /// again, of a name whose server never answers, would otherwise have thousands of threads made.
    public static final int MAX_LOOKUPS_AT_ONCE = 8;

    /// The most addresses of one name that are tried. A name can have hundreds, and each costs a share of the time to
    /// connect.
    public static final int MAX_TRIED_ADDRESSES = 8;

    /// The longest time that a guest can ask for. A call has a deadline, which ends all waiting; this keeps sums of
    /// times from overflowing.
    public static final Duration MAX_TIMEOUT = Duration.ofMinutes(10);

    /// How long to wait for a connection when the guest says nothing: as long as most programs.
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

    /// How long to wait for bytes when the guest says nothing: longer than a call lasts unless its policy says
    /// otherwise.
    public static final Duration READ_TIMEOUT = Duration.ofMinutes(2);
}
