package dev.wassette.wasi.gate.os;

import dev.wassette.wasi.filesystem.types.DescriptorStat;
import dev.wassette.wasi.filesystem.types.DescriptorType;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// What a file is. Device and inode together identify it while it exists.
public record FileStat(DescriptorType type, long device, long inode, long links, long size, Instant accessed,
        Instant modified, Instant changed) {
    public FileStat {
        Objects.requireNonNull(type);
        Objects.requireNonNull(accessed);
        Objects.requireNonNull(modified);
        Objects.requireNonNull(changed);
    }

    public boolean isDirectory() {
        return type == DescriptorType.DIRECTORY;
    }

    public boolean isSymbolicLink() {
        return type == DescriptorType.SYMBOLIC_LINK;
    }

    public boolean isSameFile(FileStat other) {
        return device == other.device && inode == other.inode;
    }

    /// {@return what the guest may know}
    public DescriptorStat toDescriptorStat() {
        return new DescriptorStat(type, links, size, Optional.of(accessed), Optional.of(modified), Optional.of(changed));
    }
}
