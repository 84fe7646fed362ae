package dev.wassette.wasi.gate.os;

import dev.wassette.wasi.filesystem.types.DescriptorType;
import dev.wassette.wasi.filesystem.types.ErrorCode;
import dev.wassette.wasi.filesystem.types.FilesystemError;
import dev.wassette.wasi.filesystem.types.NewTimestamp;
import java.util.Set;

/// A descriptor of a directory that was opened with `O_PATH`: good for finding names in it, which needs no permission to
/// read it.
final class LinuxDirectory implements DirectoryHandle {
    private static final int ANY_FILE = LinuxFiles.O_NOFOLLOW | LinuxFiles.O_NONBLOCK | LinuxFiles.O_NOCTTY
            | LinuxFiles.O_CLOEXEC;
    private static final int ANY_DIRECTORY = LinuxFiles.O_NOFOLLOW | LinuxFiles.O_DIRECTORY | LinuxFiles.O_CLOEXEC;

    private final LinuxFiles files;
    private final int descriptor;

    LinuxDirectory(LinuxFiles files, int descriptor) {
        this.files = files;
        this.descriptor = descriptor;
    }

    @Override
    public FileStat stat(String name) throws FilesystemError {
        return files.stat(descriptor, name);
    }

    @Override
    public FileStat stat() throws FilesystemError {
        return files.stat(descriptor);
    }

    @Override
    public DirectoryHandle openDirectory(String name) throws FilesystemError {
        int opened = files.openat(descriptor, name, ANY_DIRECTORY | LinuxFiles.O_PATH, 0);
        try {
            files.requireStored(opened);
            return new LinuxDirectory(files, opened);
        } catch (FilesystemError e) {
            files.closeDescriptor(opened);
            throw e;
        }
    }

    @Override
    public FileHandle openFile(String name, Set<Mode> mode) throws FilesystemError {
        refuseBeforeOpening(name, mode);
        int opened = files.openat(descriptor, name, ANY_FILE | flags(mode), 0666);
        try {
            requireRegular(files.stat(opened).type());
            files.requireStored(opened);
            return new LinuxFile(files, opened);
        } catch (FilesystemError e) {
            files.closeDescriptor(opened);
            throw e;
        }
    }

    /// To open some devices does something already, and to open a FIFO tells whoever waits at its other end. So look
    /// first; after opening, look again, at what was opened.
    private void refuseBeforeOpening(String name, Set<Mode> mode) throws FilesystemError {
        try {
            requireRegular(stat(name).type());
        } catch (FilesystemError e) {
            if (e.code() != ErrorCode.NO_ENTRY || !mode.contains(Mode.CREATE)) {
                throw e;
            }
        }
    }

    private static void requireRegular(DescriptorType type) throws FilesystemError {
        switch (type) {
            case REGULAR_FILE -> {}
            case DIRECTORY -> throw new FilesystemError(ErrorCode.IS_DIRECTORY);
            case SYMBOLIC_LINK -> throw new FilesystemError(ErrorCode.LOOP);
            case UNKNOWN, BLOCK_DEVICE, CHARACTER_DEVICE, FIFO, SOCKET ->
                throw new FilesystemError(ErrorCode.NOT_PERMITTED);
        }
    }

    private static int flags(Set<Mode> mode) {
        int flags = !mode.contains(Mode.WRITE) ? LinuxFiles.O_RDONLY
                : mode.contains(Mode.READ) ? LinuxFiles.O_RDWR : LinuxFiles.O_WRONLY;
        flags |= mode.contains(Mode.CREATE) ? LinuxFiles.O_CREAT : 0;
        flags |= mode.contains(Mode.EXCLUSIVE) ? LinuxFiles.O_EXCL : 0;
        flags |= mode.contains(Mode.DATA_SYNC) ? LinuxFiles.O_DSYNC : 0;
        return flags | (mode.contains(Mode.FILE_SYNC) ? LinuxFiles.O_SYNC : 0);
    }

    @Override
    public void createDirectory(String name) throws FilesystemError {
        files.mkdirat(descriptor, name);
    }

    @Override
    public void createSymbolicLink(String name, String target) throws FilesystemError {
        files.symlinkat(target, descriptor, name);
    }

    @Override
    public String readSymbolicLink(String name) throws FilesystemError {
        return files.readlinkat(descriptor, name);
    }

    @Override
    public void removeDirectory(String name) throws FilesystemError {
        files.unlinkat(descriptor, name, LinuxFiles.AT_REMOVEDIR);
    }

    @Override
    public void removeFile(String name) throws FilesystemError {
        files.unlinkat(descriptor, name, 0);
    }

    @Override
    public void rename(String name, DirectoryHandle target, String newName) throws FilesystemError {
        files.renameat(descriptor, name, ((LinuxDirectory) target).descriptor, newName);
    }

    @Override
    public void link(String name, DirectoryHandle target, String newName) throws FilesystemError {
        files.linkat(descriptor, name, ((LinuxDirectory) target).descriptor, newName);
    }

    @Override
    public void setTimes(String name, NewTimestamp dataAccess, NewTimestamp dataModification) throws FilesystemError {
        files.utimensat(descriptor, name, dataAccess, dataModification);
    }

    @Override
    public void setTimes(NewTimestamp dataAccess, NewTimestamp dataModification) throws FilesystemError {
        files.utimensat(descriptor, ".", dataAccess, dataModification);
    }

    @Override
    public DirectoryListing list() throws FilesystemError {
        return new LinuxListing(files, readable());
    }

    @Override
    public void sync() throws FilesystemError {
        int opened = readable();
        try {
            files.sync(opened, false);
        } finally {
            files.closeDescriptor(opened);
        }
    }

    @Override
    public DirectoryHandle reopen() throws FilesystemError {
        return new LinuxDirectory(files, files.openat(descriptor, ".", ANY_DIRECTORY | LinuxFiles.O_PATH, 0));
    }

    private int readable() throws FilesystemError {
        return files.openat(descriptor, ".", ANY_DIRECTORY | LinuxFiles.O_RDONLY, 0);
    }

    @Override
    public void close() {
        files.closeDescriptor(descriptor);
    }
}
