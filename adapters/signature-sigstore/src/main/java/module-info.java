/// Verifies signatures of cosign and sigstore, offline.
module dev.wassette.signature.sigstore {
    requires transitive dev.wassette.application;

    exports dev.wassette.signature.sigstore;
}
