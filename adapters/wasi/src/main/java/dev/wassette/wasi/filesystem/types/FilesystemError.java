package dev.wassette.wasi.filesystem.types;

import dev.wassette.wasi.io.IoFailure;
import dev.wassette.wasi.io.StreamError;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// An error for the guest to handle.
public final class FilesystemError extends Exception {
    private static final long serialVersionUID = 1L;
    private final ErrorCode code;

    public FilesystemError(ErrorCode code) {
        super(code.name().toLowerCase(Locale.ROOT).replace('_', '-'), null, false, false);
        this.code = Objects.requireNonNull(code);
    }

    public ErrorCode code() {
        return code;
    }

    /// {@return the same as the error of a stream, from which the guest gets the code with `filesystem-error-code`}
    public StreamError toStreamError() {
        return StreamError.failed(new IoFailure(getMessage(), Optional.of(code)));
    }
}
