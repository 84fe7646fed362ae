package dev.wassette.planted.application.json;

/// Breaks purity.
public final class AsksTheEnvironment {
    private AsksTheEnvironment() {}

    static String home() {
        return System.getenv("HOME");
    }
}
