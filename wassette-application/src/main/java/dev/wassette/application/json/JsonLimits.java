package dev.wassette.application.json;

/// How large a JSON text may be that somebody else wrote.
final class JsonLimits {

    /// Arrays and objects inside one another. Stops texts of nothing but `[` from exhausting the stack. Writers of
    /// WIT-shaped data stay below 20; 256 levels need some 50 KiB of stack.
    static final int MAX_DEPTH = 256;

    /// Characters of one number. Stops long digit strings, whose conversion takes time quadratic in their length.
    /// The longest exact `f64` has 767 significant digits.
    static final int MAX_NUMBER_LENGTH = 1_000;

    /// Values in one text, those inside arrays and objects included. Stops a short text from becoming a large tree: an
    /// element of two characters takes some 70 bytes of memory, so this bounds the tree of one text at about 150 MB,
    /// and a list of a million numbers still passes.
    static final int MAX_VALUES = 1 << 21;

    private JsonLimits() {}
}
