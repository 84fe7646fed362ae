package dev.wassette.loader.oci;

/// What registries and their artifacts may be.
final class OciLimits {
    private OciLimits() {}

    /// Characters of a reference: 1,024. Stops texts of megabytes from being matched. A repository has at most 255
    /// characters, a tag 128 and a digest 71.
    static final int MAX_REFERENCE_LENGTH = 1_024;

    /// Bytes of a manifest or an index: 4 MiB, what registries accept (OCI distribution specification, "Pushing
    /// Manifests"). Stops an endless manifest from filling the heap.
    static final int MAX_MANIFEST_BYTES = 4 << 20;

    /// Layers, and entries of an index, that are looked at: 1,000. Stops manifests of nothing but descriptors. The largest
    /// images known have 127 layers.
    static final int MAX_DESCRIPTORS = 1_000;

    /// How deep indexes may name one another: 3. Stops an index that leads through others without end; one level is usual.
    static final int MAX_INDEX_DEPTH = 3;

    /// The largest component layer in bytes: 256 MiB, as for files. Stops an artifact that announces 10 GB before a byte of
    /// it is asked for.
    static final int MAX_COMPONENT_BYTES = 256 << 20;

    /// Bytes of a configuration: 1 MiB. It is only compared with the manifest; those of `wkg` have under 1 KiB.
    static final int MAX_CONFIG_BYTES = 1 << 20;

    /// Bytes of a policy: 1 MiB. A policy of the largest size that is understood has 256 Ki characters.
    static final int MAX_POLICY_BYTES = 1 << 20;

    /// Bytes of the answer of a token service: 1 MiB. Tokens have some KiB.
    static final int MAX_TOKEN_BYTES = 1 << 20;

    /// Characters of a token: 64 Ki. It is sent with each request, and servers take headers of some 8 KiB.
    static final int MAX_TOKEN_LENGTH = 64 << 10;

    /// Signatures of one artifact that are fetched: 32. Stops a repository that anybody may attach to from keeping us
    /// busy. An artifact is signed by its author and perhaps by who builds and who publishes it.
    static final int MAX_SIGNATURES = 32;

    /// Bytes of one signature with what it is about: 1 MiB. A bundle with a certificate and its log entry has some 10 KiB.
    static final int MAX_SIGNATURE_BYTES = 1 << 20;

    /// How often a pull begins again when the tag was moved meanwhile: 2. Stops a registry that moves it each time.
    static final int MAX_MOVES = 2;

    /// Characters of a registry's own words that a message quotes. Stops it from writing letters to the agent.
    static final int MAX_QUOTE_LENGTH = 120;

    /// How often one blob is pushed: 3 times. A broken upload begins anew, as not every registry says how much of it came.
    static final int MAX_UPLOADS = 3;

    /// Bytes of one piece of an upload: 16 MiB. Proxies in front of registries refuse bodies of some hundred MB.
    static final int MAX_PIECE_BYTES = 16 << 20;
}
