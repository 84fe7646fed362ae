package dev.wassette.planted.sandbox;

/// A failure without a name.
public final class ThrowsAnything {
    private ThrowsAnything() {}

    static void fail() {
        throw new RuntimeException("something");
    }
}
