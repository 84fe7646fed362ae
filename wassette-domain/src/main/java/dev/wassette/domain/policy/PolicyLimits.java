package dev.wassette.domain.policy;

/// How far a policy can raise what [DefaultLimits] says. A policy is the user's, so these are about mistakes and
/// overflow, not about trust.
final class PolicyLimits {
    private PolicyLimits() {}

    /// Digits of a number. Stops long digit strings, whose conversion takes time quadratic in their length.
    static final int MAX_DIGITS = 20;

    /// Bytes of memory or of a body: 16 TiB, far beyond any 32-bit component, and no sum of some of them overflows.
    static final long MAX_BYTES = 16L << 40;

    /// Characters of a result. Java's strings end at 2^31, and on the way to the client a result exists several times.
    static final long MAX_RESULT_SIZE = 256 << 20;

    /// Milliseconds of time: a day. Sums of such times and a clock in nanoseconds do not overflow.
    static final long MAX_MILLISECONDS = 24 * 3_600_000L;

    /// Everything that is counted: 100 millions.
    static final long MAX_COUNT = 100_000_000;
}
