package dev.wassette.signature.sigstore;

/// How large the parts of a signature may be. All of them are strangers' bytes, looked at before anybody is trusted.
final class SigstoreLimits {
    private SigstoreLimits() {}

    /// Bytes of one bundle or payload: 4 MiB. Stops a registry from filling the heap with one signature, of which a tree of
    /// JSON takes some ten times the length. Bundles have 10 KiB, with provenance of a large build 100 KiB.
    static final int MAX_BUNDLE_BYTES = 4 << 20;

    /// Characters of a trusted root: 4 MiB. Stops a wrong file from filling the heap. That of the public sigstore has 10 KiB.
    static final int MAX_ROOT_CHARACTERS = 4 << 20;

    /// Bytes of one certificate: 64 KiB. Stops certificates of nothing but names or extensions, which the parser of the JDK
    /// reads whole. Those of sigstore have 1 KiB.
    static final int MAX_CERTIFICATE_BYTES = 64 << 10;

    /// Certificates between a signer and a root, and of one authority: 8. Each is one signature to check. Sigstore has one
    /// or two.
    static final int MAX_CERTIFICATES = 8;

    /// Bytes of one signature: 4 KiB. The largest that counts is of RSA with 8,192 bits, 1 KiB.
    static final int MAX_SIGNATURE_BYTES = 4 << 10;

    /// Bits of an RSA key: 8,192. The time of a check grows with the square of the length; more bits than this are an attack.
    static final int MAX_RSA_BITS = 8_192;

    /// Bits of the public exponent of an RSA key: 33, enough for 65,537 and what others use. The time of a check grows with
    /// its length.
    static final int MAX_RSA_EXPONENT_BITS = 33;

    /// Bytes of one timestamp: 64 KiB. Stops ones that are nothing but certificates. Those of sigstore have 1 KiB, with
    /// certificates 5.
    static final int MAX_TIMESTAMP_BYTES = 64 << 10;

    /// Entries of transparency logs in one bundle, and timestamps: 8. Each is a signature or two to check. Bundles have one.
    static final int MAX_ENTRIES = 8;

    /// Hashes of one proof of inclusion: 63, the height of a tree with as many leaves as a number of 64 bits can count.
    static final int MAX_PROOF_HASHES = 63;

    /// Logs and authorities of a trusted root, of each kind: 64. Each may be tried. That of the public sigstore has five.
    static final int MAX_AUTHORITIES = 64;

    /// Timestamps of certificate logs in one certificate: 16. Each is a signature to check. Certificates have one.
    static final int MAX_CERTIFICATE_TIMESTAMPS = 16;

    /// Lines of signatures under one checkpoint: 32. Logs sign once, and witnesses some times more.
    static final int MAX_CHECKPOINT_SIGNATURES = 32;

    /// Subjects of one statement: 10,000. Each is compared with the artifact. Builds state a few.
    static final int MAX_SUBJECTS = 10_000;
}
