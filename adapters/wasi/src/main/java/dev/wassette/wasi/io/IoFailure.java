package dev.wassette.wasi.io;

import java.util.Objects;
import java.util.Optional;

/// Why an operation of a stream failed.
///
/// @param message for people; the guest sees it, so it names nothing of the host that the guest may not know
/// @param code the error code of the interface that the stream came from, such as that of wasi:filesystem
public record IoFailure(String message, Optional<Object> code) {
    public IoFailure {
        Objects.requireNonNull(message);
        Objects.requireNonNull(code);
    }

    /// {@return the code when it is one of that type}
    public <T> Optional<T> code(Class<T> type) {
        return code.filter(type::isInstance).map(type::cast);
    }
}
