package dev.wassette.wasi.gate.os;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.wassette.wasi.filesystem.types.ErrorCode;
import dev.wassette.wasi.filesystem.types.FilesystemError;
import dev.wassette.wasi.filesystem.types.NewTimestamp;
import dev.wassette.wasi.gate.os.Libc.Changing;
import dev.wassette.wasi.gate.os.Libc.Reading;
import dev.wassette.wasi.gate.os.Libc.Writing;
import dev.wassette.wasi.limits.FileLimits;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Linux, by the system calls that take a directory and a name in it, and the memory they work with.
final class LinuxFiles implements HostFiles {
    static final int AT_SYMLINK_NOFOLLOW = 0x100;
    static final int AT_REMOVEDIR = 0x200;
    static final int AT_EMPTY_PATH = 0x1000;
    static final int O_RDONLY = 0;
    static final int O_WRONLY = 1;
    static final int O_RDWR = 2;
    static final int O_CREAT = 0x40;
    static final int O_EXCL = 0x80;
    static final int O_NOCTTY = 0x100;
    static final int O_NONBLOCK = 0x800;
    static final int O_DSYNC = 0x1000;
    static final int O_SYNC = 0x101000;
    static final int O_CLOEXEC = 0x80000;
    static final int O_PATH = 0x200000;
    /// The two flags that differ.
    private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");
    static final int O_DIRECTORY = ARM ? 0x4000 : 0x10000;
    static final int O_NOFOLLOW = ARM ? 0x8000 : 0x20000;

    private static final int STATX_BASIC_STATS = 0x7ff;
    private static final int RWF_APPEND = 0x10;
    private static final int UTIME_NOW = (1 << 30) - 1;
    private static final int UTIME_OMIT = (1 << 30) - 2;

    /// File systems that the kernel makes up. Some of their files are ordinary to look at, and hand out the memory of
    /// this process, its environment or the kernel's switches.
    private static final Set<Integer> MADE_UP = Set.of(
            0x9fa0, // proc
            0x62656572, // sysfs
            0x64626720, // debugfs
            0x74726163, // tracefs
            0x73636673, // securityfs
            0x27e0eb, // cgroup
            0x63677270, // cgroup2
            0xcafe4a11, // bpf
            0x6165676c, // pstore
            0xde5e81e4, // efivarfs
            0x62656570, // configfs
            0xf97cff8c, // selinux
            0x65735543, // fusectl
            0x42494e4d, // binfmt_misc
            0x1cd1, // devpts
            0x19800202, // mqueue
            0x6e736673, // nsfs
            0x50494446, // pidfs
            0x7655821, // resctrl
            0x43415d53, // smackfs
            0x5a3c69f0, // apparmorfs
            0x0a647361, // functionfs
            0xaee71ee7, // gadgetfs
            0x9fa2, // usbfs
            0x9fa1, // openpromfs
            0x6c6f6f70, // binder
            0xabba1974, // xenfs
            0x6e667364, // nfsd
            0x67596969, // rpc_pipefs
            0x76a9f425, // ocfs2_dlmfs
            0x23c9b64e, // spufs
            0x687970); // s390_hypfs

    /// All that [Libc] binds.
    private static final List<String> FUNCTIONS = List.of("openat", "close", "statx", "fstatfs", "pread", "getdents64",
            "readlinkat", "pwrite", "pwritev2", "ftruncate", "fsync", "fdatasync", "futimens", "mkdirat", "symlinkat",
            "unlinkat", "renameat", "linkat", "utimensat");

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment state = arena.allocate(Libc.errnoLayout());
    private final MemorySegment firstName = arena.allocate(FileLimits.MAX_PATH_BYTES + 1L);
    private final MemorySegment secondName = arena.allocate(FileLimits.MAX_PATH_BYTES + 1L);
    private final MemorySegment struct = arena.allocate(256, 8);
    private MemorySegment buffer; // null until the first read or write

    /// {@return whether this system is one that these numbers and layouts are right for}
    static boolean isSupported() {
        return System.getProperty("os.name").equals("Linux")
                && Set.of("amd64", "aarch64").contains(System.getProperty("os.arch"))
                && hasFunctions();
    }

    private static boolean hasFunctions() {
        SymbolLookup library = Linker.nativeLinker().defaultLookup();
        return FUNCTIONS.stream().allMatch(name -> library.find(name).isPresent());
    }

    @Override
    public DirectoryHandle root() throws FilesystemError {
        return new LinuxDirectory(this, openat(-1, "/", O_PATH | O_DIRECTORY | O_CLOEXEC, 0));
    }

    @Override
    public void close() {
        arena.close();
    }

    int openat(int directory, String name, int flags, int mode) throws FilesystemError {
        return open(directory, first(name), flags, mode);
    }

    private int open(int directory, MemorySegment name, int flags, int mode) throws FilesystemError {
        while (true) {
            int opened = invoke(() -> (int) Libc.OPENAT.invokeExact(state, directory, name, flags, mode));
            if (opened >= 0) {
                return opened;
            }
            if (Libc.errno(state) != Errno.INTR) {
                throw error();
            }
        }
    }

    void closeDescriptor(int descriptor) {
        invoke(() -> (int) Libc.CLOSE.invokeExact(state, descriptor));
    }

    FileStat stat(int directory, String name) throws FilesystemError {
        return statx(directory, first(name), AT_SYMLINK_NOFOLLOW);
    }

    FileStat stat(int descriptor) throws FilesystemError {
        return statx(descriptor, first(""), AT_EMPTY_PATH | AT_SYMLINK_NOFOLLOW);
    }

    private FileStat statx(int directory, MemorySegment name, int flags) throws FilesystemError {
        check(invoke(() -> (int) Libc.STATX.invokeExact(state, directory, name, flags, STATX_BASIC_STATS, struct)));
        long device = (long) struct.get(JAVA_INT, 0x88) << 32 | Integer.toUnsignedLong(struct.get(JAVA_INT, 0x8c));
        return new FileStat(UnixMode.type(struct.get(JAVA_SHORT, 0x1c)), device, struct.get(JAVA_LONG, 0x20),
                Integer.toUnsignedLong(struct.get(JAVA_INT, 0x10)), struct.get(JAVA_LONG, 0x28), instant(0x40),
                instant(0x70), instant(0x60));
    }

    private Instant instant(int offset) {
        return Instant.ofEpochSecond(struct.get(JAVA_LONG, offset), struct.get(JAVA_INT, offset + 8));
    }

    /// @throws FilesystemError `not-permitted` when this lies on a file system that the kernel makes up
    void requireStored(int descriptor) throws FilesystemError {
        check(invoke(() -> (int) Libc.FSTATFS.invokeExact(state, descriptor, struct)));
        if (MADE_UP.contains((int) struct.get(JAVA_LONG, 0))) {
            throw new FilesystemError(ErrorCode.NOT_PERMITTED);
        }
    }

    void mkdirat(int directory, String name) throws FilesystemError {
        MemorySegment at = first(name);
        check(invoke(() -> (int) Changing.MKDIRAT.invokeExact(state, directory, at, 0777)));
    }

    void symlinkat(String target, int directory, String name) throws FilesystemError {
        MemorySegment to = first(target);
        MemorySegment at = second(name);
        check(invoke(() -> (int) Changing.SYMLINKAT.invokeExact(state, to, directory, at)));
    }

    String readlinkat(int directory, String name) throws FilesystemError {
        MemorySegment at = first(name);
        long length = invokeLong(() -> (long) Reading.READLINKAT.invokeExact(state, directory, at, secondName,
                secondName.byteSize()));
        if (length < 0) {
            throw error();
        }
        if (length == secondName.byteSize()) {
            throw new FilesystemError(ErrorCode.NAME_TOO_LONG);
        }
        return Utf8.decode(secondName.asSlice(0, length).toArray(JAVA_BYTE));
    }

    void unlinkat(int directory, String name, int flags) throws FilesystemError {
        MemorySegment at = first(name);
        check(invoke(() -> (int) Changing.UNLINKAT.invokeExact(state, directory, at, flags)));
    }

    void renameat(int directory, String name, int newDirectory, String newName) throws FilesystemError {
        MemorySegment from = first(name);
        MemorySegment to = second(newName);
        check(invoke(() -> (int) Changing.RENAMEAT.invokeExact(state, directory, from, newDirectory, to)));
    }

    void linkat(int directory, String name, int newDirectory, String newName) throws FilesystemError {
        MemorySegment from = first(name);
        MemorySegment to = second(newName);
        check(invoke(() -> (int) Changing.LINKAT.invokeExact(state, directory, from, newDirectory, to, 0)));
    }

    void utimensat(int directory, String name, NewTimestamp access, NewTimestamp modification)
            throws FilesystemError {
        MemorySegment at = first(name);
        times(access, modification);
        check(invoke(() -> (int) Changing.UTIMENSAT.invokeExact(state, directory, at, struct, AT_SYMLINK_NOFOLLOW)));
    }

    void futimens(int descriptor, NewTimestamp access, NewTimestamp modification) throws FilesystemError {
        times(access, modification);
        check(invoke(() -> (int) Writing.FUTIMENS.invokeExact(state, descriptor, struct)));
    }

    private void times(NewTimestamp access, NewTimestamp modification) {
        time(0, access);
        time(16, modification);
    }

    private void time(int offset, NewTimestamp time) {
        long seconds = time instanceof NewTimestamp.Timestamp(Instant instant) ? instant.getEpochSecond() : 0;
        long nanos = switch (time) {
            case NewTimestamp.NoChange _ -> UTIME_OMIT;
            case NewTimestamp.Now _ -> UTIME_NOW;
            case NewTimestamp.Timestamp(Instant instant) -> instant.getNano();
        };
        struct.set(JAVA_LONG, offset, seconds);
        struct.set(JAVA_LONG, offset + 8, nanos);
    }

    /// Fills the buffer with entries of the directory.
    ///
    /// @return how many bytes; 0 after the last entry
    int getdents(int descriptor, MemorySegment entries) throws FilesystemError {
        return checked(invokeLong(() -> (long) Reading.GETDENTS64.invokeExact(state, descriptor, entries,
                entries.byteSize())));
    }

    /// {@return memory for the entries of one listing}
    static MemorySegment entryBuffer(Arena listing) {
        return listing.allocate(FileLimits.MAX_LISTING_BYTES, 8);
    }

    byte[] pread(int descriptor, int length, long offset) throws FilesystemError {
        MemorySegment into = buffer();
        long most = Math.min(length, into.byteSize());
        while (true) {
            long read = invokeLong(() -> (long) Reading.PREAD.invokeExact(state, descriptor, into, most, offset));
            if (read >= 0) {
                return into.asSlice(0, read).toArray(JAVA_BYTE);
            }
            if (Libc.errno(state) != Errno.INTR) {
                throw error();
            }
        }
    }

    int pwrite(int descriptor, byte[] bytes, int from, int length, long offset) throws FilesystemError {
        MemorySegment out = filled(bytes, from, length);
        return checked(invokeLong(() -> (long) Writing.PWRITE.invokeExact(state, descriptor, out, out.byteSize(),
                offset)));
    }

    /// Appends in one step, so that two who append at once do not overwrite each other.
    int append(int descriptor, byte[] bytes, int from, int length) throws FilesystemError {
        MemorySegment out = filled(bytes, from, length);
        struct.set(JAVA_LONG, 0, out.address());
        struct.set(JAVA_LONG, 8, out.byteSize());
        long written = invokeLong(() -> (long) Writing.PWRITEV2.invokeExact(state, descriptor, struct, 1, 0L,
                RWF_APPEND));
        if (written < 0 && Libc.errno(state) == Errno.OPNOTSUPP) {
            long end = stat(descriptor).size();
            return checked(invokeLong(() -> (long) Writing.PWRITE.invokeExact(state, descriptor, out, out.byteSize(),
                    end)));
        }
        return checked(written);
    }

    void ftruncate(int descriptor, long size) throws FilesystemError {
        check(invoke(() -> (int) Writing.FTRUNCATE.invokeExact(state, descriptor, size)));
    }

    void sync(int descriptor, boolean dataOnly) throws FilesystemError {
        MethodHandle sync = dataOnly ? Writing.FDATASYNC : Writing.FSYNC;
        check(invoke(() -> (int) sync.invokeExact(state, descriptor)));
    }

    private MemorySegment filled(byte[] bytes, int from, int length) {
        MemorySegment out = buffer().asSlice(0, Math.min(length, buffer().byteSize()));
        MemorySegment.copy(bytes, from, out, JAVA_BYTE, 0, (int) out.byteSize());
        return out;
    }

    private MemorySegment buffer() {
        if (buffer == null) {
            buffer = arena.allocate(FileLimits.MAX_FILE_CHUNK_BYTES);
        }
        return buffer;
    }

    private MemorySegment first(String name) throws FilesystemError {
        return terminated(firstName, name);
    }

    private MemorySegment second(String name) throws FilesystemError {
        return terminated(secondName, name);
    }

    private static MemorySegment terminated(MemorySegment into, String text) throws FilesystemError {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length >= into.byteSize()) {
            throw new FilesystemError(ErrorCode.NAME_TOO_LONG);
        }
        MemorySegment.copy(bytes, 0, into, JAVA_BYTE, 0, bytes.length);
        into.set(JAVA_BYTE, bytes.length, (byte) 0);
        return into;
    }

    private void check(int result) throws FilesystemError {
        if (result < 0) {
            throw error();
        }
    }

    private int checked(long result) throws FilesystemError {
        if (result < 0) {
            throw error();
        }
        return (int) result;
    }

    private FilesystemError error() {
        return Errno.error(Libc.errno(state));
    }

    private static int invoke(NativeCall call) {
        return (int) invokeLong(() -> call.run());
    }

    private static long invokeLong(NativeLongCall call) {
        try {
            return call.run();
        } catch (Throwable e) {
            throw new IllegalStateException("a call of the C library failed", e);
        }
    }

    @FunctionalInterface
    private interface NativeCall {
        int run() throws Throwable;
    }

    @FunctionalInterface
    private interface NativeLongCall {
        long run() throws Throwable;
    }
}
