package dev.wassette.wasi.gate.os;

import dev.wassette.wasi.filesystem.types.ErrorCode;
import dev.wassette.wasi.filesystem.types.FilesystemError;

/// The error numbers of Linux, the same on x86-64 and on AArch64.
final class Errno {
    static final int INTR = 4;
    static final int OPNOTSUPP = 95;

    private Errno() {}

    static FilesystemError error(int errno) {
        return new FilesystemError(code(errno));
    }

    private static ErrorCode code(int errno) {
        return switch (errno) {
            case 1 -> ErrorCode.NOT_PERMITTED;
            case 2 -> ErrorCode.NO_ENTRY;
            case INTR -> ErrorCode.INTERRUPTED;
            case 6 -> ErrorCode.NO_SUCH_DEVICE;
            case 9 -> ErrorCode.BAD_DESCRIPTOR;
            case 11 -> ErrorCode.WOULD_BLOCK;
            case 12 -> ErrorCode.INSUFFICIENT_MEMORY;
            case 13 -> ErrorCode.ACCESS;
            case 16 -> ErrorCode.BUSY;
            case 17 -> ErrorCode.EXIST;
            case 18 -> ErrorCode.CROSS_DEVICE;
            case 19 -> ErrorCode.NO_DEVICE;
            case 20 -> ErrorCode.NOT_DIRECTORY;
            case 21 -> ErrorCode.IS_DIRECTORY;
            case 22 -> ErrorCode.INVALID;
            case 25 -> ErrorCode.NO_TTY;
            case 26 -> ErrorCode.TEXT_FILE_BUSY;
            case 27 -> ErrorCode.FILE_TOO_LARGE;
            case 28 -> ErrorCode.INSUFFICIENT_SPACE;
            case 29 -> ErrorCode.INVALID_SEEK;
            case 30 -> ErrorCode.READ_ONLY;
            case 31 -> ErrorCode.TOO_MANY_LINKS;
            case 32 -> ErrorCode.PIPE;
            case 35 -> ErrorCode.DEADLOCK;
            case 36 -> ErrorCode.NAME_TOO_LONG;
            case 37 -> ErrorCode.NO_LOCK;
            case 38, OPNOTSUPP -> ErrorCode.UNSUPPORTED;
            case 39 -> ErrorCode.NOT_EMPTY;
            case 40 -> ErrorCode.LOOP;
            case 75 -> ErrorCode.OVERFLOW;
            case 84 -> ErrorCode.ILLEGAL_BYTE_SEQUENCE;
            case 90 -> ErrorCode.MESSAGE_SIZE;
            case 114 -> ErrorCode.ALREADY;
            case 115 -> ErrorCode.IN_PROGRESS;
            case 122 -> ErrorCode.QUOTA;
            case 131 -> ErrorCode.NOT_RECOVERABLE;
            default -> ErrorCode.IO;
        };
    }
}
