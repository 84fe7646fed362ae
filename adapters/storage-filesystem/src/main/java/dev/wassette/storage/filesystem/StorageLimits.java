package dev.wassette.storage.filesystem;

/// How much is kept on disk.
final class StorageLimits {
    /// Bytes of a file that a token is read from. Stops a wrong path, such as that of a device, from filling the heap.
    static final int MAX_TOKEN_BYTES = 4 << 10;

    /// Bytes of a file that variables are read from. Stops a wrong path, such as that of a device, from filling the heap.
    /// Systems pass a program at most some 2 MiB of variables, and mostly a few KiB.
    static final int MAX_ENVIRONMENT_BYTES = 1 << 20;

    private StorageLimits() {}

    /// The largest piece of compiled code in bytes: 512 MiB. The code of the largest components today has about 60 MiB;
    /// a planted entry of many gigabytes would fill the heap before its seal could be checked.
    static final long MAX_CODE_BYTES = 512L << 20;

    /// All compiled code together in bytes: 2 GiB, some thirty large components. Loading many different components one
    /// after the other would fill the disk; so the entries that were not used for the longest time go first.
    static final long MAX_CACHE_BYTES = 2L << 30;

    /// Bytes of a file with secrets that are read. Stops a huge or endless file from filling the heap. The largest that is
    /// understood has 256 Ki characters.
    static final int MAX_SECRETS_BYTES = 1 << 20;

    /// Bytes of the audit trail before a new file is begun: 10 MiB, some 30,000 calls.
    static final long MAX_AUDIT_BYTES = 10L << 20;

    /// Files of the audit trail. Stops clients that call without end from filling the disk: with 10 MiB each it takes 50 MiB
    /// and holds the last 120,000 calls at least.
    static final int MAX_AUDIT_FILES = 5;

    /// Bytes of a policy file that are read. Stops a huge or endless file from filling the heap. A policy of the largest
    /// size that is understood has 256 Ki characters.
    static final int MAX_POLICY_BYTES = 1 << 20;

    /// The largest component in bytes: 256 MiB. A file of many gigabytes that somebody has put into the folder would fill
    /// the heap before anybody has looked at it. No loader takes more.
    static final long MAX_COMPONENT_BYTES = 256L << 20;

    /// Bytes of a metadata file that are read: 64 MiB. Stops a planted file from filling the heap. The tools of one
    /// component have at most some 20 MiB of schemas and descriptions, and while it is replaced the file has two of them.
    static final int MAX_METADATA_BYTES = 64 << 20;

    /// All downloads together in bytes: 2 GiB, some hundred large components. Loading many different ones would fill the
    /// disk; so those that were not used for the longest time go first.
    static final long MAX_DOWNLOADS_BYTES = 2L << 30;

    /// Files of downloads: 20,000. Stops many small ones from making each look into the folder slow. A component comes with
    /// some five of them.
    static final int MAX_DOWNLOADS = 20_000;

    /// Bytes of a file that says what a name led to: 64 KiB. Stops a planted file from filling the heap. It has a URL and a
    /// validator, for which servers take headers of some 8 KiB.
    static final int MAX_REFERENCE_BYTES = 64 << 10;

    /// Bytes of a file with credentials for registries: 4 MiB. Stops a wrong path from filling the heap. An entry has some
    /// hundred bytes, a long token some KiB.
    static final int MAX_CREDENTIALS_BYTES = 4 << 20;

    /// Bytes that a credential helper may print: 1 MiB, for it is another program. A token has some KiB.
    static final int MAX_HELPER_BYTES = 1 << 20;

    /// Bytes of a file with certificates: 4 MiB. Stops a wrong path from filling the heap. All authorities that browsers
    /// trust have 220 KiB together.
    static final int MAX_CERTIFICATES_BYTES = 4 << 20;

    /// Bytes of a configuration file of an MCP client: 64 MiB. Stops a device or a log under that name from filling the
    /// heap. One client keeps its history in that file too, some MiB.
    static final int MAX_CLIENT_FILE_BYTES = 64 << 20;
}
