package dev.wassette.domain.wit.text;

import dev.wassette.domain.wit.text.Token.Kind;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts a text into tokens (WIT, "Lexical structure"). A token is read where the parser stands, because a version is
/// several tokens anywhere else.
final class WitLexer {
    private static final String OPERATORS = "=,:;(){}<>*/.@";

    private final String text;

    WitLexer(String text) throws MalformedWit {
        this.text = text;
        if (text.length() > WitLimits.MAX_FILE_LENGTH) {
            throw new MalformedWit("the file has " + text.length() + " characters, at most " + WitLimits.MAX_FILE_LENGTH
                    + " are read", 1, 1);
        }
        for (int at = 0; at < text.length(); at++) {
            if (isForbidden(text.charAt(at))) {
                throw error("the character U+%04X is not allowed, because text with it is not what it looks like"
                        .formatted((int) text.charAt(at)), at);
            }
        }
    }

    /// Controls, overrides of the direction of writing, and what Unicode discourages.
    private static boolean isForbidden(char each) {
        boolean control = each < ' ' && each != '\n' && each != '\r' && each != '\t' || each >= 0x7F && each <= 0x9F;
        boolean direction = each >= 0x202A && each <= 0x202E || each >= 0x2066 && each <= 0x2069;
        return control || direction || "\u0149\u0673\u0F77\u0F79\u17A3\u17A4\u17B4\u17B5".indexOf(each) >= 0;
    }

    /// {@return an error at a place of the text}
    MalformedWit error(String message, int offset) {
        int line = 1;
        int start = 0;
        for (int at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
            line++;
            start = at + 1;
        }
        return new MalformedWit(message, line, offset - start + 1);
    }

    /// {@return the first token at or behind an offset}
    Token token(int offset) throws MalformedWit {
        var docs = new StringBuilder();
        int start = afterComments(offset, docs);
        if (start == text.length()) {
            return new Token(Kind.END, "", docs.toString(), start, start);
        }
        char first = text.charAt(start);
        if (isWord(first)) {
            int end = endOfWord(start);
            String word = text.substring(start, end);
            Kind kind = first >= '0' && first <= '9' ? Kind.NUMBER : Kind.WORD;
            return new Token(kind, word, docs.toString(), start, end);
        }
        if (first == '%') {
            int end = endOfWord(start + 1);
            return new Token(Kind.ESCAPED, text.substring(start + 1, end), docs.toString(), start, end);
        }
        if (first == '"') {
            return string(docs.toString(), start);
        }
        if (text.startsWith("->", start)) {
            return new Token(Kind.OPERATOR, "->", docs.toString(), start, start + 2);
        }
        if (OPERATORS.indexOf(first) < 0) {
            throw error("unexpected character '" + Character.toString(text.codePointAt(start)) + "'", start);
        }
        return new Token(Kind.OPERATOR, String.valueOf(first), docs.toString(), start, start + 1);
    }

    private static boolean isWord(char each) {
        return each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z' || each >= '0' && each <= '9' || each == '_';
    }

    private int endOfWord(int start) {
        int end = start;
        while (end < text.length() && (isWord(text.charAt(end)) || text.charAt(end) == '-' && !text.startsWith("->", end))) {
            end++;
        }
        return end;
    }

    /// {@return the version that stands at an offset}
    Optional<Token> version(int offset) {
        Matcher matcher = Keywords.VERSION.matcher(text).region(offset, text.length());
        return matcher.lookingAt() ? Optional.of(new Token(Kind.NUMBER, matcher.group(), "", offset, matcher.end()))
                : Optional.empty();
    }

    /// Only documentation that stands directly before the token is its own: what a comment of another kind stands
    /// behind still counts, as in other implementations.
    private int afterComments(int offset, StringBuilder docs) throws MalformedWit {
        int at = offset;
        while (at < text.length()) {
            if (" \n\r\t".indexOf(text.charAt(at)) >= 0) {
                at++;
            } else if (text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                end = end < 0 ? text.length() : end;
                if (text.startsWith("///", at)) {
                    addLine(docs, text.substring(at + 3, end));
                }
                at = end;
            } else if (text.startsWith("/*", at)) {
                int end = endOfBlock(at);
                if (text.startsWith("/**", at) && end - at > 4) {
                    addBlock(docs, text.substring(at + 3, end - 2));
                }
                at = end;
            } else {
                return at;
            }
        }
        return at;
    }

    private int endOfBlock(int start) throws MalformedWit {
        int depth = 1;
        int at = start + 2;
        while (depth > 0) {
            int open = text.indexOf("/*", at);
            int close = text.indexOf("*/", at);
            if (close < 0) {
                throw error("this comment has no end", start);
            }
            boolean opens = open >= 0 && open < close;
            depth += opens ? 1 : -1;
            at = (opens ? open : close) + 2;
        }
        return at;
    }

    private static void addLine(StringBuilder docs, String line) {
        String content = line.startsWith(" ") ? line.substring(1) : line;
        docs.append(docs.isEmpty() ? "" : "\n").append(content.stripTrailing());
    }

    private static void addBlock(StringBuilder docs, String block) {
        for (String line : block.strip().lines().toList()) {
            String stripped = line.strip();
            addLine(docs, stripped.startsWith("*") ? stripped.substring(1) : stripped);
        }
    }

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:[tnr\"'\\\\]|[0-9a-fA-F]{2}|u\\{([0-9a-fA-F]{1,6})})");

    private Token string(String docs, int start) throws MalformedWit {
        var said = new StringBuilder();
        int at = start + 1;
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
            if (text.charAt(at) == '\\') {
                Matcher escape = ESCAPE.matcher(text).region(at, text.length());
                if (!escape.lookingAt()) {
                    throw error("this escape is not known; there are \\t \\n \\r \\\" \\' \\\\ \\u{...} and two hex digits", at);
                }
                said.appendCodePoint(escaped(escape, at));
                at = escape.end();
            } else {
                said.append(text.charAt(at++));
            }
        }
        if (at == text.length() || text.charAt(at) != '"') {
            throw error("this string has no end", start);
        }
        return new Token(Kind.STRING, said.toString(), docs, start, at + 1);
    }

    private int escaped(Matcher escape, int at) throws MalformedWit {
        if (escape.group(1) != null) {
            int code = Integer.parseInt(escape.group(1), 16);
            if (!Character.isValidCodePoint(code) || code >= 0xD800 && code <= 0xDFFF) {
                throw error("U+" + escape.group(1) + " is no character", at);
            }
            return code;
        }
        String rest = escape.group().substring(1);
        return switch (rest) {
            case "t" -> '\t';
            case "n" -> '\n';
            case "r" -> '\r';
            case "\"", "'", "\\" -> rest.charAt(0);
            default -> {
                int code = Integer.parseInt(rest, 16);
                if (code > 0x7F) {
                    throw error("bytes above 7f are not read here; write \\u{...}", at);
                }
                yield code;
            }
        };
    }
}
