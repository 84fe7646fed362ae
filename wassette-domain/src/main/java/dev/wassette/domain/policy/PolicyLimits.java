package dev.wassette.domain.policy;

/// How far a policy can raise what [DefaultLimits] says. A policy is the user's, so these are about mistakes and
/// overflow, not about trust.
public final class PolicyLimits {
    private PolicyLimits() {}

    /// Digits of a number. Stops long digit strings, whose conversion takes time quadratic in their length.
    static final int MAX_DIGITS = 20;

    /// Bytes of memory or of a body: 16 TiB, far beyond any 32-bit component, and no sum of some of them overflows.
    static final long MAX_BYTES = 16L << 40;

    /// Bytes of stack: 16 MiB, twice what Linux gives a program. A thread has eight times the stack of its guest, and
    /// what a guest has touched of it stays in memory until the call ends: at most 16 MiB with Wasmtime, 128 with Chicory.
    public static final long MAX_STACK_BYTES = 16L << 20;

    /// The least stack in bytes: 128 KiB. The thread then has 1 MiB, as Java's own threads have: what the host does on it
    /// works with that.
    public static final long MIN_STACK_BYTES = 128L << 10;

    /// Characters of a result. Java's strings end at 2^31, and on the way to the client a result exists several times.
    static final long MAX_RESULT_SIZE = 256 << 20;

    /// Milliseconds of time: a day. Sums of such times and a clock in nanoseconds do not overflow.
    static final long MAX_MILLISECONDS = 24 * 3_600_000L;

    /// Everything that is counted: 100 millions.
    static final long MAX_COUNT = 100_000_000;
}
