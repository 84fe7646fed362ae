package dev.wassette.application.json;

/// A text is not JSON, or larger than we read. The message says what is wrong and at which character.
public final class MalformedJson extends Exception {
    private static final long serialVersionUID = 1;

    MalformedJson(String problem, int offset) {
        super(problem + " at character " + offset);
    }
}
