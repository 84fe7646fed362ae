package dev.wassette.domain.wit.text;

/// How large and how deep a text may be before it is refused.
public final class WitLimits {

    /// How many characters a file may have: 4,194,304.
    ///
    /// Attack: a token is one or two characters in the file and an object of some 60 bytes here, so a file of a
    /// gigabyte would fill the memory. The largest package of WASI, with its documentation, has under 100,000.
    public static final int MAX_FILE_LENGTH = 4 << 20;

    /// How deep types may lie in each other as they are written: 100.
    ///
    /// Attack: `list<list<list<...` is five characters a level and overflows the stack of a parser that recurses.
    /// Components may not nest deeper either.
    public static final int MAX_TYPE_DEPTH = 100;

    /// How deep packages may lie in each other: 1. The grammar has no more; a package in a package in a package means
    /// nothing.
    public static final int MAX_PACKAGE_DEPTH = 1;

    private WitLimits() {}
}
