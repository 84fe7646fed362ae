package dev.wassette.planted.application.service;

/// Breaks purity.
public final class StartsThread {
    private StartsThread() {}

    static void start(Runnable work) {
        Thread.ofVirtual().start(work);
    }
}
