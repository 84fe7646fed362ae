package dev.wassette.loader.oci;

/// A manifest that cannot be. The message is a clause for the user.
final class MalformedManifest extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedManifest(String message) {
        super(message);
    }
}
