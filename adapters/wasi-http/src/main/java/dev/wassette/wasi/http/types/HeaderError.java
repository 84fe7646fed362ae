package dev.wassette.wasi.http.types;

import dev.wassette.domain.wit.WitValue;
import java.util.Objects;
import java.util.Optional;

/// `wasi:http/types.header-error`: an error for the guest to handle.
final class HeaderError extends Exception {
    private static final long serialVersionUID = 1L;

    /// The cases, in the order of the WIT.
    enum Kind { INVALID_SYNTAX, FORBIDDEN, IMMUTABLE }

    private final Kind kind;

    HeaderError(Kind kind) {
        super(kind.name(), null, false, false);
        this.kind = Objects.requireNonNull(kind);
    }

    WitValue value() {
        return new WitValue.Variant(kind.ordinal(), Optional.empty());
    }
}
