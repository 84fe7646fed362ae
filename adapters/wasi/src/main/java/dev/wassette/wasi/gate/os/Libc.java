package dev.wassette.wasi.gate.os;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The functions of the C library of Linux that open files relative to a directory. Nothing else in this module calls
/// native code. Each takes first where it leaves `errno`.
///
/// To bind a function takes milliseconds, so those that few guests need are bound when one needs them.
@SuppressWarnings("restricted") // only these functions, with these signatures
final class Libc {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final long ERRNO = STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

    /// `int openat(int dirfd, const char *pathname, int flags, ... /* mode_t mode */)`
    static final MethodHandle OPENAT = variadic("openat", 3, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    /// `int close(int fd)`
    static final MethodHandle CLOSE = function("close", JAVA_INT, JAVA_INT);
    /// `int statx(int dirfd, const char *pathname, int flags, unsigned int mask, struct statx *statxbuf)`
    static final MethodHandle STATX = function("statx", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
    /// `int fstatfs(int fd, struct statfs *buf)`
    static final MethodHandle FSTATFS = function("fstatfs", JAVA_INT, JAVA_INT, ADDRESS);

    /// Bound when a guest first reads.
    static final class Reading {
        /// `ssize_t pread(int fd, void *buf, size_t count, off_t offset)`
        static final MethodHandle PREAD = function("pread", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG);
        /// `ssize_t getdents64(int fd, void *dirp, size_t count)`
        static final MethodHandle GETDENTS64 = function("getdents64", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
        /// `ssize_t readlinkat(int dirfd, const char *pathname, char *buf, size_t bufsiz)`
        static final MethodHandle READLINKAT = function("readlinkat", JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG);

        private Reading() {}
    }

    /// Bound when a guest first writes a file.
    static final class Writing {
        /// `ssize_t pwrite(int fd, const void *buf, size_t count, off_t offset)`
        static final MethodHandle PWRITE = function("pwrite", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG);
        /// `ssize_t pwritev2(int fd, const struct iovec *iov, int iovcnt, off_t offset, int flags)`
        static final MethodHandle PWRITEV2 =
                function("pwritev2", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT, JAVA_LONG, JAVA_INT);
        /// `int ftruncate(int fd, off_t length)`
        static final MethodHandle FTRUNCATE = function("ftruncate", JAVA_INT, JAVA_INT, JAVA_LONG);
        /// `int fsync(int fd)`
        static final MethodHandle FSYNC = function("fsync", JAVA_INT, JAVA_INT);
        /// `int fdatasync(int fd)`
        static final MethodHandle FDATASYNC = function("fdatasync", JAVA_INT, JAVA_INT);
        /// `int futimens(int fd, const struct timespec times[2])`
        static final MethodHandle FUTIMENS = function("futimens", JAVA_INT, JAVA_INT, ADDRESS);

        private Writing() {}
    }

    /// Bound when a guest first changes a directory.
    static final class Changing {
        /// `int mkdirat(int dirfd, const char *pathname, mode_t mode)`
        static final MethodHandle MKDIRAT = function("mkdirat", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
        /// `int symlinkat(const char *target, int newdirfd, const char *linkpath)`
        static final MethodHandle SYMLINKAT = function("symlinkat", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
        /// `int unlinkat(int dirfd, const char *pathname, int flags)`
        static final MethodHandle UNLINKAT = function("unlinkat", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
        /// `int renameat(int olddirfd, const char *oldpath, int newdirfd, const char *newpath)`
        static final MethodHandle RENAMEAT = function("renameat", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
        /// `int linkat(int olddirfd, const char *oldpath, int newdirfd, const char *newpath, int flags)`
        static final MethodHandle LINKAT = function("linkat", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT);
        /// `int utimensat(int dirfd, const char *pathname, const struct timespec times[2], int flags)`
        static final MethodHandle UTIMENSAT = function("utimensat", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);

        private Changing() {}
    }

    private Libc() {}

    /// {@return the layout of the place for `errno`}
    static StructLayout errnoLayout() {
        return STATE;
    }

    static int errno(MemorySegment state) {
        return state.get(JAVA_INT, ERRNO);
    }

    private static MethodHandle function(String name, ValueLayout result, ValueLayout... parameters) {
        return bind(name, FunctionDescriptor.of(result, parameters), Linker.Option.captureCallState("errno"));
    }

    private static MethodHandle variadic(String name, int fixed, ValueLayout result, ValueLayout... parameters) {
        return bind(name, FunctionDescriptor.of(result, parameters), Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(fixed));
    }

    private static MethodHandle bind(String name, FunctionDescriptor signature, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().find(name).orElseThrow(), signature, options);
    }
}
