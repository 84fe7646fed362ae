package dev.wassette.wasi.http.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The fields of a header or trailer section, in order. Names are equal when they differ only in case.
public final class FieldMap {
    private final List<Entry> entries = new ArrayList<>();
    private long size;

    /// No fields.
    public FieldMap() {}

    /// @param value not written to
    public record Entry(String name, byte[] value) {
        public Entry {
            Objects.requireNonNull(name);
            Objects.requireNonNull(value);
        }

        private boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }

        private long size() {
            return name.length() + (long) value.length + HttpLimits.FIELD_OVERHEAD_BYTES;
        }
    }

    /// {@return how much the fields count, in bytes}
    public long size() {
        return size;
    }

    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    public List<byte[]> get(String name) {
        return entries.stream().filter(entry -> entry.is(name)).map(Entry::value).toList();
    }

    public boolean has(String name) {
        return entries.stream().anyMatch(entry -> entry.is(name));
    }

    public void append(String name, byte[] value) {
        var entry = new Entry(name, value);
        entries.add(entry);
        size += entry.size();
    }

    public void delete(String name) {
        entries.removeIf(entry -> entry.is(name));
        size = entries.stream().mapToLong(Entry::size).sum();
    }

    public FieldMap copy() {
        var copy = new FieldMap();
        copy.entries.addAll(entries);
        copy.size = size;
        return copy;
    }
}
