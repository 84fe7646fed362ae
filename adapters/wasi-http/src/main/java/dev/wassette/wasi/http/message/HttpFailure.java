package dev.wassette.wasi.http.message;

import java.io.IOException;
import java.util.Objects;

/// Why a request or its response failed, where it failed: an error for the guest. An [IOException], so that it passes
/// through streams.
public final class HttpFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;

    public HttpFailure(ErrorCode code) {
        this(code, null);
    }

    /// @param cause for our log; the guest does not see it
    public HttpFailure(ErrorCode code, Throwable cause) {
        super(code.toString(), cause);
        this.code = Objects.requireNonNull(code);
    }

    /// {@return a failure of a kind without a payload}
    public static HttpFailure of(ErrorCode.Kind kind) {
        return new HttpFailure(ErrorCode.of(kind));
    }

    public ErrorCode code() {
        return code;
    }
}
