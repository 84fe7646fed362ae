package dev.wassette.wasi.gate.files;

import dev.wassette.domain.policy.Access;
import dev.wassette.wasi.filesystem.types.DescriptorFlag;
import dev.wassette.wasi.filesystem.types.DescriptorStat;
import dev.wassette.wasi.filesystem.types.DescriptorType;
import dev.wassette.wasi.filesystem.types.ErrorCode;
import dev.wassette.wasi.filesystem.types.FilesystemError;
import dev.wassette.wasi.filesystem.types.MetadataHash;
import dev.wassette.wasi.filesystem.types.NewTimestamp;
import dev.wassette.wasi.filesystem.types.OpenFile;
import dev.wassette.wasi.filesystem.types.OpenFlag;
import dev.wassette.wasi.filesystem.types.PathFlag;
import dev.wassette.wasi.gate.os.DirectoryHandle;
import dev.wassette.wasi.gate.os.FileHandle;
import dev.wassette.wasi.gate.os.FileStat;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// A directory that the guest has open. Each function walks its paths, asks the [Authority] about the places they lead
/// to, and acts on the last name in the directory that holds it.
final class GrantedDirectory implements Granted {
    private final FileGate gate;
    private final Authority authority;
    private final DirectoryHandle handle;
    private final Place place;

    /// @param handle open in the gate
    GrantedDirectory(FileGate gate, Authority authority, DirectoryHandle handle, Place place) {
        this.gate = gate;
        this.authority = authority;
        this.handle = handle;
        this.place = place;
    }

    /// {@return a walk to the entry itself, even if it is a symbolic link}
    private Walk toEntry(String path, Access purpose) throws FilesystemError {
        return new Walk(gate, authority, handle, place, path, purpose, false);
    }

    private Walk to(Set<PathFlag> flags, String path, Access purpose) throws FilesystemError {
        boolean follow = flags.contains(PathFlag.SYMLINK_FOLLOW) || path.endsWith("/");
        return new Walk(gate, authority, handle, place, path, purpose, follow);
    }

    /// {@return the name, where the directory itself cannot be meant}
    private static String name(Walk walk, ErrorCode otherwise) throws FilesystemError {
        return walk.name().orElseThrow(() -> new FilesystemError(otherwise));
    }

    private static GrantedDirectory directory(OpenFile file) throws FilesystemError {
        if (file instanceof GrantedDirectory directory) {
            return directory;
        }
        throw new FilesystemError(ErrorCode.NOT_DIRECTORY);
    }

    @Override
    public Set<DescriptorFlag> getFlags() {
        Set<DescriptorFlag> flags = EnumSet.of(DescriptorFlag.READ);
        if (authority.allowed(place).contains(Access.WRITE)) {
            flags.add(DescriptorFlag.MUTATE_DIRECTORY);
        }
        return flags;
    }

    @Override
    public DescriptorType getType() {
        return DescriptorType.DIRECTORY;
    }

    @Override
    public void sync() throws FilesystemError {
        handle.sync();
    }

    @Override
    public void syncData() throws FilesystemError {
        handle.sync();
    }

    @Override
    public DescriptorStat stat() throws FilesystemError {
        return handle.stat().toDescriptorStat();
    }

    @Override
    public DescriptorStat statAt(Set<PathFlag> pathFlags, String path) throws FilesystemError {
        return visible(pathFlags, path).toDescriptorStat();
    }

    private FileStat visible(Set<PathFlag> pathFlags, String path) throws FilesystemError {
        try (Walk walk = to(pathFlags, path, Access.READ)) {
            FileStat stat = walk.stat();
            authority.requireVisible(walk.place(), stat.isDirectory());
            return stat;
        }
    }

    @Override
    public MetadataHash metadataHash() throws FilesystemError {
        return new Hash(handle.stat()).value();
    }

    @Override
    public MetadataHash metadataHashAt(Set<PathFlag> pathFlags, String path) throws FilesystemError {
        return new Hash(visible(pathFlags, path)).value();
    }

    @Override
    public FileStat current() throws FilesystemError {
        return handle.stat();
    }

    @Override
    public void setTimes(NewTimestamp dataAccess, NewTimestamp dataModification) throws FilesystemError {
        authority.require(Access.WRITE, place);
        handle.setTimes(dataAccess, dataModification);
    }

    @Override
    public void setTimesAt(Set<PathFlag> pathFlags, String path, NewTimestamp dataAccess,
            NewTimestamp dataModification) throws FilesystemError {
        try (Walk walk = to(pathFlags, path, Access.WRITE)) {
            authority.require(Access.WRITE, walk.place());
            walk.stat();
            if (walk.name().isPresent()) {
                walk.directory().setTimes(walk.name().get(), dataAccess, dataModification);
            } else {
                walk.directory().setTimes(dataAccess, dataModification);
            }
        }
    }

    @Override
    public OpenDirectory readDirectory() throws FilesystemError {
        return new GrantedListing(gate, authority, gate.opened(handle.list()), place);
    }

    @Override
    public OpenFile openAt(Set<PathFlag> pathFlags, String path, Set<OpenFlag> openFlags, Set<DescriptorFlag> flags)
            throws FilesystemError {
        Opening opening = Opening.of(openFlags, flags);
        Access purpose = opening.isForFile() ? Access.WRITE : Access.READ;
        try (Walk walk = to(pathFlags, path, purpose)) {
            Optional<FileStat> found = found(walk, opening);
            if (found.isPresent() && found.get().isDirectory()) {
                return openDirectory(walk, opening);
            }
            if (opening.isForDirectory()) {
                throw new FilesystemError(ErrorCode.NOT_DIRECTORY);
            }
            return openFile(walk, opening);
        }
    }

    private Optional<FileStat> found(Walk walk, Opening opening) throws FilesystemError {
        try {
            return Optional.of(walk.stat());
        } catch (FilesystemError e) {
            if (e.code() != ErrorCode.NO_ENTRY || !opening.creates()) {
                throw e;
            }
            if (walk.isDirectoryRequired()) {
                throw new FilesystemError(ErrorCode.IS_DIRECTORY);
            }
            return Optional.empty();
        }
    }

    private OpenFile openDirectory(Walk walk, Opening opening) throws FilesystemError {
        if (opening.isForFile()) {
            authority.require(Access.WRITE, walk.place());
            throw new FilesystemError(opening.isExclusive() ? ErrorCode.EXIST : ErrorCode.IS_DIRECTORY);
        }
        DirectoryHandle opened = walk.name().isPresent() ? walk.directory().openDirectory(walk.name().get())
                : walk.directory().reopen();
        return new GrantedDirectory(gate, authority, gate.opened(opened), walk.place());
    }

    private OpenFile openFile(Walk walk, Opening opening) throws FilesystemError {
        for (Access access : opening.access()) {
            authority.require(access, walk.place());
        }
        FileHandle opened = gate.opened(walk.directory().openFile(name(walk, ErrorCode.IS_DIRECTORY), opening.mode()));
        try {
            if (opening.truncates()) {
                opened.setSize(0);
            }
            return new GrantedFile(gate, authority, opened, walk.place(), opening);
        } catch (FilesystemError e) {
            gate.close(opened);
            throw e;
        }
    }

    @Override
    public void createDirectoryAt(String path) throws FilesystemError {
        try (Walk walk = toEntry(path, Access.WRITE)) {
            authority.require(Access.WRITE, walk.place());
            walk.directory().createDirectory(name(walk, ErrorCode.EXIST));
        }
    }

    @Override
    public void removeDirectoryAt(String path) throws FilesystemError {
        try (Walk walk = toEntry(path, Access.WRITE)) {
            authority.require(Access.WRITE, walk.place());
            walk.directory().removeDirectory(name(walk, ErrorCode.INVALID));
        }
    }

    @Override
    public void unlinkFileAt(String path) throws FilesystemError {
        try (Walk walk = toEntry(path, Access.WRITE)) {
            authority.require(Access.WRITE, walk.place());
            String name = name(walk, ErrorCode.IS_DIRECTORY);
            walk.stat();
            walk.directory().removeFile(name);
        }
    }

    @Override
    public String readlinkAt(String path) throws FilesystemError {
        try (Walk walk = toEntry(path, Access.READ)) {
            authority.requireVisible(walk.place(), false);
            String target = walk.directory().readSymbolicLink(name(walk, ErrorCode.INVALID));
            if (target.startsWith("/")) { // it says where on the host things are
                throw new FilesystemError(ErrorCode.NOT_PERMITTED);
            }
            return target;
        }
    }

    /// The target may name what does not exist, but nothing outside of the granted directory: a process of the host
    /// would follow it there. What moves afterwards on the way to the target is not looked after.
    @Override
    public void symlinkAt(String oldPath, String newPath) throws FilesystemError {
        Walk.requireSane(oldPath);
        try (Walk walk = toEntry(newPath, Access.WRITE)) {
            authority.require(Access.WRITE, walk.place());
            String name = name(walk, ErrorCode.EXIST);
            if (oldPath.startsWith("/") || leaves(oldPath, walk.place().depth() - 1)) {
                throw new FilesystemError(ErrorCode.NOT_PERMITTED);
            }
            if (walk.isDirectoryRequired()) {
                throw new FilesystemError(ErrorCode.NO_ENTRY);
            }
            walk.directory().createSymbolicLink(name, oldPath);
        }
    }

    /// Nothing that moves, or gets one more name, leads out there and did not before.
    private static void requireStays(Walk from, String name, Walk to) throws FilesystemError {
        if (from.stat().isSymbolicLink()) {
            String target = from.directory().readSymbolicLink(name);
            if (!leaves(target, from.place().depth() - 1) && leaves(target, to.place().depth() - 1)) {
                throw new FilesystemError(ErrorCode.NOT_PERMITTED);
            }
        }
    }

    private static boolean leaves(String path, int depth) {
        int level = depth;
        for (String name : path.split("/")) {
            level += switch (name) {
                case "", "." -> 0;
                case ".." -> -1;
                default -> 1;
            };
            if (level < 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void renameAt(String oldPath, OpenFile newDirectory, String newPath) throws FilesystemError {
        try (Walk from = toEntry(oldPath, Access.WRITE);
                Walk to = directory(newDirectory).toEntry(newPath, Access.WRITE)) {
            authority.require(Access.WRITE, from.place());
            String name = name(from, ErrorCode.BUSY);
            String newName = name(to, ErrorCode.BUSY);
            boolean isDirectory = from.stat().isDirectory();
            if (to.isDirectoryRequired() && !isDirectory) {
                throw new FilesystemError(ErrorCode.NOT_DIRECTORY);
            }
            authority.requireMove(from.place(), to.place(), isDirectory);
            requireStays(from, name, to);
            from.directory().rename(name, to.directory(), newName);
        }
    }

    @Override
    public void linkAt(Set<PathFlag> oldPathFlags, String oldPath, OpenFile newDirectory, String newPath)
            throws FilesystemError {
        if (oldPathFlags.contains(PathFlag.SYMLINK_FOLLOW)) {
            throw new FilesystemError(ErrorCode.INVALID);
        }
        try (Walk from = toEntry(oldPath, Access.WRITE);
                Walk to = directory(newDirectory).toEntry(newPath, Access.WRITE)) {
            authority.requireMove(from.place(), to.place(), false);
            String name = name(from, ErrorCode.NOT_PERMITTED);
            String newName = name(to, ErrorCode.EXIST);
            if (from.stat().isDirectory()) {
                throw new FilesystemError(ErrorCode.NOT_PERMITTED);
            }
            if (to.isDirectoryRequired()) {
                throw new FilesystemError(ErrorCode.NO_ENTRY);
            }
            requireStays(from, name, to);
            from.directory().link(name, to.directory(), newName);
        }
    }

    @Override
    public void close() {
        gate.close(handle);
    }
}
