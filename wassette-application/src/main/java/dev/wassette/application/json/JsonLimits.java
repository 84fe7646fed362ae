package dev.wassette.application.json;

/// How large a JSON text may be that somebody else wrote.
final class JsonLimits {

    /// Arrays and objects inside one another. Stops texts of nothing but `[` from exhausting the stack. Writers of
    /// WIT-shaped data stay below 20; 256 levels need some 50 KiB of stack.
    static final int MAX_DEPTH = 256;

    /// Characters of one number. Stops long digit strings, whose conversion takes time quadratic in their length.
    /// The longest exact `f64` has 767 significant digits.
    static final int MAX_NUMBER_LENGTH = 1_000;

    private JsonLimits() {}
}
