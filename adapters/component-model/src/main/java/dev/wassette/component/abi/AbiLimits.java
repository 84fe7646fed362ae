package dev.wassette.component.abi;

/// Bounds of the Canonical ABI, and ours on what lifting may cost the host.
public final class AbiLimits {
    private AbiLimits() {}

    /// The most core parameters of a flattened function: 16. Beyond, all parameters pass through memory (Canonical
    /// ABI, "Flattening").
    public static final int MAX_FLAT_PARAMS = 16;

    /// The most core results of a flattened function: 1. Beyond, the results pass through memory (Canonical ABI,
    /// "Flattening").
    public static final int MAX_FLAT_RESULTS = 1;

    /// The most bytes of one string: 2^28-1, so that a transcoded string never overflows 32 bits (Canonical ABI,
    /// "Loading").
    public static final long MAX_STRING_BYTE_LENGTH = (1 << 28) - 1;

    /// The most bytes of one list, not counting what its elements point to: 2^28-1 (Canonical ABI, "Loading").
    public static final long MAX_LIST_BYTE_LENGTH = (1 << 28) - 1;

    /// The most bytes of Java heap that the arguments or the result of one call may need: 256 MiB, as our own estimate
    /// counts them. Without it a guest with 8 MiB of memory names the same megabyte in a million strings and makes
    /// the host allocate a terabyte. A string of ASCII or a `list<u8>` of nearly the length that the Canonical ABI
    /// allows still passes; what a language model can read is a thousand times smaller.
    public static final long MAX_LIFTED_BYTES = 1 << 28;

    /// The largest size in bytes of a value of one type, not counting what it points to: 2^24. Types that share their
    /// parts describe sizes beyond all memories in a few lines (a tuple of two tuples of two ...), and a host would
    /// walk through all of it for a single value.
    public static final long MAX_TYPE_BYTES = 1 << 24;
}
