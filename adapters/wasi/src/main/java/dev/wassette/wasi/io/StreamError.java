package dev.wassette.wasi.io;

import dev.wassette.domain.wit.WitValue;
import java.util.Objects;
import java.util.Optional;

/// `wasi:io/streams.stream-error`: an error for the guest to handle. Checked, so that no composite operation forgets
/// that each of its parts may end it.
public final class StreamError extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int LAST_OPERATION_FAILED = 0;
    private static final int CLOSED = 1;

    private final transient Optional<IoFailure> failure;

    private StreamError(Optional<IoFailure> failure) {
        super(failure.map(IoFailure::message).orElse("closed"), null, false, false);
        this.failure = failure;
    }

    /// {@return `closed`: the stream has ended, or failed earlier}
    public static StreamError closed() {
        return new StreamError(Optional.empty());
    }

    /// {@return `last-operation-failed`}
    public static StreamError failed(IoFailure failure) {
        return new StreamError(Optional.of(Objects.requireNonNull(failure)));
    }

    /// {@return the reason; empty when the stream is closed}
    public Optional<IoFailure> failure() {
        return failure;
    }

    WitValue value(HostResources resources) {
        return failure.map(why -> new WitValue.Variant(LAST_OPERATION_FAILED,
                        Optional.of(new IoError(resources, why).handle())))
                .orElseGet(() -> new WitValue.Variant(CLOSED, Optional.empty()));
    }
}
