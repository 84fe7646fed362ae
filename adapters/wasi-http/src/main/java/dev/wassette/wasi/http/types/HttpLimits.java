package dev.wassette.wasi.http.types;

/// How large the parts of a request and of a response may be.
final class HttpLimits {
    private HttpLimits() {}

    /// The most bytes of all the fields of one header or trailer section together, with [#FIELD_OVERHEAD_BYTES] for
    /// each. The host keeps them outside the guest's memory, and each server that accepts requests has a limit of its
    /// own, mostly 8 to 64 KiB; 128 KiB are beyond what any of them takes.
    static final int MAX_FIELDS_BYTES = 128 << 10;

    /// What a field costs besides its name and its value: the number of RFC 9113, 10.5.1. Without it a section could
    /// have any number of empty fields.
    static final int FIELD_OVERHEAD_BYTES = 32;

    /// The most characters of a path with its query: what common servers accept at most. The host keeps it outside the
    /// guest's memory.
    static final int MAX_PATH_CHARS = 8 << 10;

    /// The most characters of an authority: a DNS name has at most 253, a port 5. A denied one is shown to the user.
    static final int MAX_AUTHORITY_CHARS = 260;

    /// The most characters of the name of a method or of a scheme; registered ones have at most 17 and 36.
    static final int MAX_TOKEN_CHARS = 64;

    /// The most bytes of a body that a guest sends. Without it one call could send data until its deadline. 64 MiB is
    /// more than what APIs for tools take.
    static final long MAX_BODY_BYTES = 64L << 20;

    /// The most bytes of one `write` to a body; a guest with more writes several times.
    static final int MAX_BODY_WRITE_BYTES = 64 << 10;
}
