package dev.wassette.wasi.gate.os;

import dev.wassette.wasi.filesystem.types.ErrorCode;
import dev.wassette.wasi.filesystem.types.FilesystemError;
import dev.wassette.wasi.filesystem.types.NewTimestamp;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.HashSet;
import java.util.Set;

/// A directory known by its real path and by what was found there when it was opened.
final class PortableDirectory implements DirectoryHandle {
    private static final Set<String> MADE_UP = Set.of("proc", "sysfs", "debugfs", "tracefs", "securityfs", "cgroup",
            "cgroup2", "bpf", "pstore", "efivarfs", "configfs", "selinuxfs", "fusectl", "binfmt_misc", "devpts", "mqueue",
            "nsfs", "pidfs", "resctrl", "smackfs", "apparmorfs", "functionfs", "gadgetfs", "usbfs", "openpromfs", "binder",
            "xenfs", "nfsd", "rpc_pipefs", "ocfs2_dlmfs", "spufs", "s390_hypfs");

    private final Path path;
    private final FileStat found;

    private PortableDirectory(Path path, FileStat found) {
        this.path = path;
        this.found = found;
    }

    static PortableDirectory open(Path path) throws FilesystemError {
        FileStat found = PortableStat.of(path);
        if (!found.isDirectory()) {
            throw new FilesystemError(ErrorCode.NOT_DIRECTORY);
        }
        PortableErrors.run(() -> requireStored(path));
        return new PortableDirectory(path, found);
    }

    private static void requireStored(Path path) throws IOException, FilesystemError {
        if (MADE_UP.contains(Files.getFileStore(path).type())) {
            throw new FilesystemError(ErrorCode.NOT_PERMITTED);
        }
    }

    /// What can go wrong in one operation.
    @FunctionalInterface
    interface Operation<T> {
        T run(Path entry) throws IOException, FilesystemError;
    }

    /// Does something with an entry of this directory: only if the directory is still the one that was opened, and was
    /// not reached by a symbolic link; and again afterwards, so that a swap does not stay unnoticed.
    private <T> T with(String name, Operation<T> operation) throws FilesystemError {
        Path entry = entry(name);
        requireSame();
        T result = PortableErrors.call(() -> operation.run(entry));
        try {
            requireSame();
        } catch (FilesystemError e) {
            closeQuietly(result);
            throw e;
        }
        return result;
    }

    private void requireSame() throws FilesystemError {
        Path real = PortableErrors.call(path::toRealPath);
        if (!real.equals(path) || !PortableStat.of(path).isSameFile(found)) {
            throw new FilesystemError(ErrorCode.NO_ENTRY);
        }
    }

    private static void closeQuietly(Object opened) throws FilesystemError {
        if (opened instanceof AutoCloseable closeable) {
            PortableErrors.run(closeable::close);
        }
    }

    private Path entry(String name) throws FilesystemError {
        Path entry = PortableErrors.path(path, name);
        if (!path.equals(entry.getParent()) || !entry.getFileName().toString().equals(name)) {
            throw new FilesystemError(ErrorCode.NOT_PERMITTED);
        }
        return entry;
    }

    @Override
    public FileStat stat(String name) throws FilesystemError {
        return with(name, PortableStat::of);
    }

    @Override
    public FileStat stat() throws FilesystemError {
        requireSame();
        return PortableStat.of(path);
    }

    @Override
    public DirectoryHandle openDirectory(String name) throws FilesystemError {
        return with(name, PortableDirectory::open);
    }

    @Override
    public FileHandle openFile(String name, Set<Mode> mode) throws FilesystemError {
        return with(name, entry -> {
            requireRegular(entry, mode);
            return new PortableFile(entry, FileChannel.open(entry, options(mode)));
        });
    }

    private static void requireRegular(Path entry, Set<Mode> mode) throws FilesystemError {
        try {
            switch (PortableStat.of(entry).type()) {
                case REGULAR_FILE -> {}
                case DIRECTORY -> throw new FilesystemError(ErrorCode.IS_DIRECTORY);
                case SYMBOLIC_LINK -> throw new FilesystemError(ErrorCode.LOOP);
                case UNKNOWN, BLOCK_DEVICE, CHARACTER_DEVICE, FIFO, SOCKET ->
                    throw new FilesystemError(ErrorCode.NOT_PERMITTED);
            }
        } catch (FilesystemError e) {
            if (e.code() != ErrorCode.NO_ENTRY || !mode.contains(Mode.CREATE)) {
                throw e;
            }
        }
    }

    private static Set<OpenOption> options(Set<Mode> mode) {
        Set<OpenOption> options = new HashSet<>(Set.of(LinkOption.NOFOLLOW_LINKS));
        for (Mode each : mode) {
            options.add(switch (each) {
                case READ -> StandardOpenOption.READ;
                case WRITE -> StandardOpenOption.WRITE;
                case CREATE -> StandardOpenOption.CREATE;
                case EXCLUSIVE -> StandardOpenOption.CREATE_NEW;
                case DATA_SYNC -> StandardOpenOption.DSYNC;
                case FILE_SYNC -> StandardOpenOption.SYNC;
            });
        }
        return options;
    }

    @Override
    public void createDirectory(String name) throws FilesystemError {
        with(name, Files::createDirectory);
    }

    @Override
    public void createSymbolicLink(String name, String target) throws FilesystemError {
        Path to = PortableErrors.path(Path.of(""), target);
        with(name, entry -> Files.createSymbolicLink(entry, to));
    }

    @Override
    public String readSymbolicLink(String name) throws FilesystemError {
        return with(name, entry -> Files.readSymbolicLink(entry).toString());
    }

    @Override
    public void removeDirectory(String name) throws FilesystemError {
        if (!stat(name).isDirectory()) {
            throw new FilesystemError(ErrorCode.NOT_DIRECTORY);
        }
        delete(name);
    }

    @Override
    public void removeFile(String name) throws FilesystemError {
        if (stat(name).isDirectory()) {
            throw new FilesystemError(ErrorCode.IS_DIRECTORY);
        }
        delete(name);
    }

    private void delete(String name) throws FilesystemError {
        with(name, entry -> {
            Files.delete(entry);
            return entry;
        });
    }

    @Override
    public void rename(String name, DirectoryHandle target, String newName) throws FilesystemError {
        var other = (PortableDirectory) target;
        with(name, entry -> other.with(newName, to -> {
            requireReplaceable(PortableStat.of(entry), to);
            return Files.move(entry, to, StandardCopyOption.ATOMIC_MOVE);
        }));
    }

    /// What Java reports for these cases differs between systems.
    private static void requireReplaceable(FileStat moved, Path to) throws FilesystemError {
        if (!Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        boolean ontoDirectory = PortableStat.of(to).isDirectory();
        if (moved.isDirectory() && !ontoDirectory) {
            throw new FilesystemError(ErrorCode.NOT_DIRECTORY);
        }
        if (ontoDirectory && !moved.isDirectory()) {
            throw new FilesystemError(ErrorCode.IS_DIRECTORY);
        }
    }

    @Override
    public void link(String name, DirectoryHandle target, String newName) throws FilesystemError {
        var other = (PortableDirectory) target;
        with(name, entry -> other.with(newName, to -> {
            if (PortableStat.of(entry).isDirectory()) {
                throw new FilesystemError(ErrorCode.NOT_PERMITTED);
            }
            return Files.createLink(to, entry);
        }));
    }

    @Override
    public void setTimes(String name, NewTimestamp dataAccess, NewTimestamp dataModification) throws FilesystemError {
        with(name, entry -> {
            setTimes(entry, dataAccess, dataModification);
            return entry;
        });
    }

    @Override
    public void setTimes(NewTimestamp dataAccess, NewTimestamp dataModification) throws FilesystemError {
        requireSame();
        PortableErrors.run(() -> setTimes(path, dataAccess, dataModification));
    }

    static void setTimes(Path path, NewTimestamp dataAccess, NewTimestamp dataModification) throws IOException {
        Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(PortableStat.time(dataModification), PortableStat.time(dataAccess), null);
    }

    @Override
    public DirectoryListing list() throws FilesystemError {
        requireSame();
        DirectoryStream<Path> entries = PortableErrors.call(() -> Files.newDirectoryStream(path));
        return new PortableListing(entries);
    }

    /// Java has no way to do so; a file system that keeps a journal does it by itself.
    @Override
    public void sync() {}

    @Override
    public DirectoryHandle reopen() throws FilesystemError {
        requireSame();
        return new PortableDirectory(path, found);
    }

    @Override
    public void close() {}
}
