package dev.wassette.planted.application.port.in;

/// A port that is a class.
public final class DoesTheWork {
    int work() {
        return 1;
    }
}
