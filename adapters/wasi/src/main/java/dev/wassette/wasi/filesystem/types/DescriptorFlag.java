package dev.wassette.wasi.filesystem.types;

/// `wasi:filesystem/types.descriptor-flags`, in its order.
public enum DescriptorFlag {
    READ, WRITE, FILE_INTEGRITY_SYNC, DATA_INTEGRITY_SYNC, REQUESTED_WRITE_SYNC, MUTATE_DIRECTORY
}
