package dev.wassette.domain.wit.text;

/// A text that is no WIT. The message says what is wrong, and begins with line and column, both counted from 1.
public final class MalformedWit extends Exception {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final int line;
    private final int column;

    MalformedWit(String message, int line, int column) {
        super("line " + line + ", column " + column + ": " + message);
        this.problem = message;
        this.line = line;
        this.column = column;
    }

    /// {@return what is wrong, without the place}
    public String problem() {
        return problem;
    }

    /// {@return the line, from 1}
    public int line() {
        return line;
    }

    /// {@return the column, in characters of UTF-16, from 1}
    public int column() {
        return column;
    }
}
