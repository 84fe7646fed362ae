package dev.wassette.wasi.gate.os;

import dev.wassette.wasi.filesystem.types.DescriptorType;

/// The type in a `st_mode`, the same on every Unix.
final class UnixMode {
    private UnixMode() {}

    static DescriptorType type(int mode) {
        return switch (mode >> 12 & 0xf) {
            case 1 -> DescriptorType.FIFO;
            case 2 -> DescriptorType.CHARACTER_DEVICE;
            case 4 -> DescriptorType.DIRECTORY;
            case 6 -> DescriptorType.BLOCK_DEVICE;
            case 8 -> DescriptorType.REGULAR_FILE;
            case 10 -> DescriptorType.SYMBOLIC_LINK;
            case 12 -> DescriptorType.SOCKET;
            default -> DescriptorType.UNKNOWN;
        };
    }
}
