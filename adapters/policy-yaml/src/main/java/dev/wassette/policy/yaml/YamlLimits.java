package dev.wassette.policy.yaml;

/// How large a policy may be.
final class YamlLimits {
    private YamlLimits() {}

    /// Characters of one policy. Stops a file from filling the heap, of which a tree of YAML takes some fifty times its
    /// length. Policies written by hand have some hundred, and 256 Ki hold some thousand entries.
    static final int MAX_CHARACTERS = 256 << 10;

    /// Mappings, lists and scalars of one policy. Stops texts of nothing but commas and brackets, which are the largest
    /// trees for their length.
    static final int MAX_NODES = 20_000;

    /// Mappings and lists inside one another. Stops texts of nothing but `[` from exhausting the stack. A policy has
    /// seven levels.
    static final int MAX_DEPTH = 50;

    /// Components of one manifest: 200. Each is downloaded, compiled and kept. Servers have some dozens.
    static final int MAX_COMPONENTS = 200;

    /// Attempts after the first that a manifest may ask for: 10. Stops a wrong number from keeping a server from serving for ever.
    static final int MAX_ATTEMPTS = 10;

    /// Milliseconds that a manifest may ask to wait before the second attempt: 10,000. With ten attempts that double it, the last
    /// wait is an hour and a half.
    static final int MAX_WAIT_MILLIS = 10_000;
}
