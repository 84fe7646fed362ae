package dev.wassette.domain.wit.text;

import java.util.Set;
import java.util.regex.Pattern;

/// The words of the language (WIT, "Keywords"), and how names are written.
final class Keywords {
    static final Set<String> ALL = Set.of("as", "async", "bool", "borrow", "char", "constructor", "enum", "export", "f32",
            "f64", "flags", "from", "func", "future", "import", "include", "interface", "list", "map", "option", "own",
            "package", "record", "resource", "result", "s16", "s32", "s64", "s8", "static", "stream", "string", "tuple",
            "type", "u16", "u32", "u64", "u8", "use", "variant", "with", "world");

    static final Set<String> PRIMITIVES = Set.of("bool", "s8", "u8", "s16", "u16", "s32", "u32", "s64", "u64", "f32", "f64",
            "char", "string");

    /// What a map may have as its key.
    static final Set<String> KEYS = Set.of("bool", "s8", "u8", "s16", "u16", "s32", "u32", "s64", "u64", "char", "string");

    /// Words in kebab case, each all lower or all upper case.
    static final Pattern NAME = Pattern.compile("(?:[a-z][0-9a-z]*+|[A-Z][0-9A-Z]*+)(?:-(?:[0-9a-z]++|[0-9A-Z]++))*+");

    private static final String IDENTIFIERS = "[0-9A-Za-z-]++(?:\\.[0-9A-Za-z-]++)*+";

    /// Semantic Versioning 2.0.0. A point behind it, as in `use a:b/c@1.0.0.{d}`, is not part of it.
    static final Pattern VERSION = Pattern.compile(
            "(?:0|[1-9][0-9]*+)\\.(?:0|[1-9][0-9]*+)\\.(?:0|[1-9][0-9]*+)(?:-" + IDENTIFIERS + ")?+(?:\\+" + IDENTIFIERS + ")?+");

    private Keywords() {}
}
