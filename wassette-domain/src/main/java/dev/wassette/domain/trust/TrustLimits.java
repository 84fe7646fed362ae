package dev.wassette.domain.trust;

/// How large a trust policy may be.
public final class TrustLimits {
    private TrustLimits() {}

    /// Characters of one pattern: 512. Matching takes time proportional to the product of both lengths, and an identity may
    /// have thousands of characters. Names of repositories and workflows have at most 300.
    public static final int MAX_PATTERN_LENGTH = 512;

    /// Rules of one trust policy: 1,000. Stops a file from making each load look at very many. One for each repository that
    /// somebody uses is far below.
    public static final int MAX_RULES = 1_000;

    /// Signers of one rule: 32. Each signature is compared with each of them. Teams with a key for each member have ten.
    public static final int MAX_SIGNERS = 32;
}
