package dev.wassette.wasi.gate.os;

import dev.wassette.wasi.filesystem.types.FilesystemError;
import dev.wassette.wasi.filesystem.types.NewTimestamp;
import java.util.Set;

/// An open directory. Each name is one entry of it: not empty, not `.` or `..`, without `/` and NUL. No function follows
/// a symbolic link. Errors are those of POSIX.
public interface DirectoryHandle extends Handle {

    /// How a file is opened.
    enum Mode { READ, WRITE, CREATE, EXCLUSIVE, DATA_SYNC, FILE_SYNC }

    /// {@return what the entry is; for a symbolic link the link itself}
    FileStat stat(String name) throws FilesystemError;

    FileStat stat() throws FilesystemError;

    /// Opens a directory.
    ///
    /// @throws FilesystemError `not-directory` for anything else, also for a symbolic link; `not-permitted` for a
    ///     directory of a file system that the kernel makes up, such as `/proc`
    DirectoryHandle openDirectory(String name) throws FilesystemError;

    /// Opens a regular file. Never waits, and touches nothing else than a regular file.
    ///
    /// @param mode with at least one of READ and WRITE
    /// @throws FilesystemError `is-directory`; `loop` for a symbolic link; `not-permitted` for devices, FIFOs and sockets
    FileHandle openFile(String name, Set<Mode> mode) throws FilesystemError;

    void createDirectory(String name) throws FilesystemError;

    void createSymbolicLink(String name, String target) throws FilesystemError;

    /// @throws FilesystemError `invalid` when the entry is no symbolic link
    String readSymbolicLink(String name) throws FilesystemError;

    void removeDirectory(String name) throws FilesystemError;

    void removeFile(String name) throws FilesystemError;

    /// Renames an entry; replaces what has the new name.
    ///
    /// @param target a handle of the same [HostFiles]
    void rename(String name, DirectoryHandle target, String newName) throws FilesystemError;

    /// Gives an entry another name.
    ///
    /// @param target a handle of the same [HostFiles]
    void link(String name, DirectoryHandle target, String newName) throws FilesystemError;

    void setTimes(String name, NewTimestamp dataAccess, NewTimestamp dataModification) throws FilesystemError;

    void setTimes(NewTimestamp dataAccess, NewTimestamp dataModification) throws FilesystemError;

    /// {@return the entries, from the beginning}
    DirectoryListing list() throws FilesystemError;

    void sync() throws FilesystemError;

    /// {@return another handle of this directory}
    DirectoryHandle reopen() throws FilesystemError;
}
