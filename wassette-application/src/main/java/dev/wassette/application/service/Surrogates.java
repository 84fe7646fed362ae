package dev.wassette.application.service;

/// Java strings can hold halves of surrogate pairs; Unicode text, and so WIT and UTF-8, cannot.
final class Surrogates {

    private Surrogates() {}

    /// {@return the index of the first half without its other half, or -1}
    static int firstUnpaired(String text) {
        int i = 0;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                return i;
            }
            i += Character.charCount(codePoint);
        }
        return -1;
    }

    /// {@return the text with U+FFFD in place of each half}
    static String replaceUnpaired(String text) {
        return text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
