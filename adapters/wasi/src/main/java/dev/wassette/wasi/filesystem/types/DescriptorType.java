package dev.wassette.wasi.filesystem.types;

/// `wasi:filesystem/types.descriptor-type`, in its order.
public enum DescriptorType {
    UNKNOWN, BLOCK_DEVICE, CHARACTER_DEVICE, DIRECTORY, FIFO, SYMBOLIC_LINK, REGULAR_FILE, SOCKET
}
