package dev.wassette.application.json;

/// A text is not JSON, or larger than we read. The message says what is wrong and at which character.
public final class MalformedJson extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean refused;

    private MalformedJson(String problem, int offset, boolean refused) {
        super(problem + " at character " + offset);
        this.refused = refused;
    }

    static MalformedJson syntax(String problem, int offset) {
        return new MalformedJson(problem, offset, false);
    }

    static MalformedJson refused(String problem, int offset) {
        return new MalformedJson(problem, offset, true);
    }

    /// {@return whether the text follows the grammar as far as it was read, and is refused for its size or for a member
    /// name that occurs twice}
    public boolean isRefused() {
        return refused;
    }
}
