package dev.wassette.component.binary;

import java.util.Objects;

/// A thing by its sort and index (Binary Format, `sortidx` and `core:sortidx`).
///
/// @param index not negative. Indices of 2^31 and more are read as 2^31-1: no index space is so long
public record SortIndex(Sort sort, int index) {
    public SortIndex {
        Objects.requireNonNull(sort);
    }

    @Override
    public String toString() {
        return sort + " " + index;
    }
}
