package dev.wassette.planted.mcp;

/// Writes where the protocol is.
public final class Prints {
    private Prints() {}

    static void say(String word) {
        System.out.println(word);
    }
}
