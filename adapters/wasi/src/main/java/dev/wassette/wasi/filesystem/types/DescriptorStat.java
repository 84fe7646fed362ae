package dev.wassette.wasi.filesystem.types;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// `wasi:filesystem/types.descriptor-stat`.
///
/// @param size in bytes
public record DescriptorStat(DescriptorType type, long linkCount, long size, Optional<Instant> dataAccess,
        Optional<Instant> dataModification, Optional<Instant> statusChange) {
    public DescriptorStat {
        Objects.requireNonNull(type);
        Objects.requireNonNull(dataAccess);
        Objects.requireNonNull(dataModification);
        Objects.requireNonNull(statusChange);
    }
}
