package dev.wassette.wasi.io;

import java.util.Objects;

/// `wasi:io/error.error`: what the guest gets of an [IoFailure].
public final class IoError extends HostResource {
    private final IoFailure failure;

    public IoError(HostResources resources, IoFailure failure) {
        super(ErrorWit.ERROR, resources);
        this.failure = Objects.requireNonNull(failure);
    }

    public IoFailure failure() {
        return failure;
    }
}
