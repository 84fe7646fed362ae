package dev.wassette.signature.sigstore;

/// A signature proves nothing. The message is a clause that says why, without a full stop.
final class Unverified extends Exception {
    private static final long serialVersionUID = 1L;

    Unverified(String reason) {
        super(reason);
    }
}
