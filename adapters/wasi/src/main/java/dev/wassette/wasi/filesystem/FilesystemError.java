package dev.wassette.wasi.filesystem;

import dev.wassette.domain.wit.WitValue;
import java.util.Objects;

/// An error for the guest to handle.
public final class FilesystemError extends Exception {
    private static final long serialVersionUID = 1L;
    private final ErrorCode code;

    public FilesystemError(ErrorCode code) {
        super(code.name(), null, false, false);
        this.code = Objects.requireNonNull(code);
    }

    public ErrorCode code() {
        return code;
    }

    WitValue value() {
        return new WitValue.Enum(code.ordinal());
    }
}
