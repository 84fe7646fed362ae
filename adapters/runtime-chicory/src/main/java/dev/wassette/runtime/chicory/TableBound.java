package dev.wassette.runtime.chicory;

/// How many elements each table of one store may have. Used by one thread at a time.
final class TableBound {
    private final long mostElements;
    private boolean hasRefused;

    TableBound(long mostElements) {
        this.mostElements = mostElements;
    }

    long mostElements() {
        return mostElements;
    }

    /// {@return whether a table may have so many}
    boolean allows(long elements) {
        hasRefused |= elements > mostElements;
        return elements <= mostElements;
    }

    /// {@return whether a table was ever to have more}
    boolean hasRefused() {
        return hasRefused;
    }
}
