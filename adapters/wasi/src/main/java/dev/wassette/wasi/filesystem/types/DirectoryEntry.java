package dev.wassette.wasi.filesystem.types;

import java.util.Objects;

/// `wasi:filesystem/types.directory-entry`.
///
/// @param name without a path
public record DirectoryEntry(DescriptorType type, String name) {
    public DirectoryEntry {
        Objects.requireNonNull(type);
        Objects.requireNonNull(name);
    }
}
