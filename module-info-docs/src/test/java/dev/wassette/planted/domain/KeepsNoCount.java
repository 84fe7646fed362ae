package dev.wassette.planted.domain;

/// A bound where nobody looks for it.
public final class KeepsNoCount {
    static final int MAX_COUNT = Integer.parseInt("3");

    private KeepsNoCount() {}
}
