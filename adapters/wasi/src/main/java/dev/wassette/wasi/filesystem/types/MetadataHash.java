package dev.wassette.wasi.filesystem.types;

/// `wasi:filesystem/types.metadata-hash-value`: 128 bits that differ when a file was replaced or changed.
public record MetadataHash(long lower, long upper) {}
