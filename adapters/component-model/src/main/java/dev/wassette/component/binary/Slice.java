package dev.wassette.component.binary;

import java.util.Arrays;
import java.util.Objects;

/// A part of a file's bytes, without a copy. Whoever made the array does not write to it any more.
public final class Slice {
    private final byte[] file;
    private final int from;
    private final int to;

    /// @param from the first byte, inclusive
    /// @param to the last byte, exclusive
    Slice(byte[] file, int from, int to) {
        Objects.checkFromToIndex(from, to, file.length);
        this.file = file;
        this.from = from;
        this.to = to;
    }

    /// {@return how many bytes there are}
    public int length() {
        return to - from;
    }

    /// {@return a copy of the bytes}
    public byte[] toByteArray() {
        return Arrays.copyOfRange(file, from, to);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Slice that && Arrays.equals(file, from, to, that.file, that.from, that.to);
    }

    @Override
    public int hashCode() {
        return Objects.hash(from, to);
    }

    @Override
    public String toString() {
        return "bytes " + from + " to " + to;
    }
}
