package dev.wassette.domain.trust;

/// A part of a trust policy says nothing that could hold. The message is a sentence for who wrote it.
public final class InvalidTrust extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidTrust(String message) {
        super(message);
    }
}
