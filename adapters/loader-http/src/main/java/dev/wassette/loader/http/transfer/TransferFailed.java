package dev.wassette.loader.http.transfer;

import java.io.IOException;
import java.util.Objects;

/// Nothing usable has come from a server. The message is a clause for the user: it follows the name of what was wanted.
public final class TransferFailed extends IOException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /// What it means for another attempt.
    public enum Kind {
        /// The server cannot be reached, or not now.
        UNREACHABLE,
        /// The connection broke, or what came was not whole.
        BROKEN,
        /// The server is there, and does not speak TLS.
        NOT_TLS,
        /// It must not be done, and no other attempt changes that.
        REFUSED
    }

    public TransferFailed(Kind kind, String message) {
        super(message);
        this.kind = Objects.requireNonNull(kind);
    }

    public TransferFailed(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind);
    }

    public Kind kind() {
        return kind;
    }

    /// {@return whether the reason is the line or the server's state, and not what was asked for}
    public boolean isOfTheLine() {
        return kind == Kind.UNREACHABLE || kind == Kind.BROKEN;
    }
}
