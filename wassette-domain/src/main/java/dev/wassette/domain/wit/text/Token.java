package dev.wassette.domain.wit.text;

/// A token with what stands before it.
///
/// @param text as written; for a string, what it says
/// @param docs the documentation in the comments before it; empty for none
/// @param start offset of the first character
/// @param end offset behind the last character
record Token(Kind kind, String text, String docs, int start, int end) {

    enum Kind {
        /// An identifier, a keyword or `_`.
        WORD,
        /// An identifier behind a `%`, which is never a keyword.
        ESCAPED,
        NUMBER, STRING, OPERATOR, END
    }

    boolean is(String word) {
        return text.equals(word) && (kind == Kind.WORD || kind == Kind.OPERATOR);
    }

    /// {@return the token for messages}
    String shown() {
        return switch (kind) {
            case END -> "the end of the file";
            case STRING -> "a string";
            case ESCAPED -> "'%" + text + "'";
            case WORD, NUMBER, OPERATOR -> "'" + text + "'";
        };
    }
}
