package dev.wassette.wasi.gate.files;

import dev.wassette.domain.policy.Access;
import dev.wassette.wasi.filesystem.types.ErrorCode;
import dev.wassette.wasi.filesystem.types.FilesystemError;
import dev.wassette.wasi.gate.os.DirectoryHandle;
import dev.wassette.wasi.gate.os.FileStat;
import dev.wassette.wasi.limits.FileLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Follows a path of the guest from a directory that it has open: one name at a time, each opened in the directory that
/// the last one led to, so that nobody can exchange what has been passed already. Symbolic links are followed here,
/// never by the system. `..` goes back to a directory that is still open, and never behind the first.
///
/// The result is a directory and a name in it, which may not exist; or a directory alone, for a path that ends in `.` or
/// `..`. Closing it closes what was opened on the way.
final class Walk implements AutoCloseable {
    private final FileGate gate;
    private final Authority authority;
    private final Access purpose;
    private final Deque<Step> steps = new ArrayDeque<>();
    private final Deque<String> names = new ArrayDeque<>();
    private final boolean followLast;
    private boolean directoryRequired;
    private int links;
    private String last; // null for the directory itself
    private FileStat seen; // of the last name; null when it was not looked at, or is not there

    private record Step(DirectoryHandle directory, Place place) {}

    /// @param purpose what the guest wants at the end of the path, for the note of a denial
    /// @param followLast whether a symbolic link at the end is followed
    /// @throws FilesystemError also `not-permitted` when the path leaves the directory or what is granted
    Walk(FileGate gate, Authority authority, DirectoryHandle start, Place place, String path, Access purpose,
            boolean followLast) throws FilesystemError {
        this.gate = gate;
        this.authority = authority;
        this.purpose = purpose;
        this.followLast = followLast;
        steps.push(new Step(start, place));
        requireSane(path);
        if (path.startsWith("/")) {
            throw authority.denied(path, purpose);
        }
        directoryRequired = path.endsWith("/");
        push(path);
        try {
            walk();
        } catch (FilesystemError e) {
            close();
            throw e;
        }
    }

    /// {@return the directory in which the name is, or the directory itself}
    DirectoryHandle directory() {
        return steps.element().directory();
    }

    /// {@return the name; empty when the path leads to the directory itself}
    Optional<String> name() {
        return Optional.ofNullable(last);
    }

    /// {@return the place of the name, or of the directory itself}
    Place place() {
        Place here = steps.element().place();
        return last == null ? here : here.child(last);
    }

    /// {@return whether the path says that it leads to a directory}
    boolean isDirectoryRequired() {
        return directoryRequired;
    }

    /// {@return what is at the end of the path}
    ///
    /// @throws FilesystemError `not-directory` when the path says that it leads to one
    FileStat stat() throws FilesystemError {
        FileStat stat = seen != null ? seen : last == null ? directory().stat() : directory().stat(last);
        if (directoryRequired && !stat.isDirectory()) {
            throw new FilesystemError(ErrorCode.NOT_DIRECTORY);
        }
        return stat;
    }

    static void requireSane(String path) throws FilesystemError {
        if (path.isEmpty()) {
            throw new FilesystemError(ErrorCode.NO_ENTRY);
        }
        if (path.indexOf('\0') >= 0) {
            throw new FilesystemError(ErrorCode.INVALID);
        }
        if (path.length() > FileLimits.MAX_PATH_BYTES
                || path.getBytes(StandardCharsets.UTF_8).length > FileLimits.MAX_PATH_BYTES) {
            throw new FilesystemError(ErrorCode.NAME_TOO_LONG);
        }
    }

    private void push(String path) {
        List<String> parts = Arrays.stream(path.split("/")).filter(name -> !name.isEmpty()).toList();
        parts.reversed().forEach(names::push);
    }

    private void walk() throws FilesystemError {
        while (!names.isEmpty()) {
            String name = names.pop();
            switch (name) {
                case "." -> {}
                case ".." -> up();
                default -> {
                    if (names.isEmpty()) {
                        end(name);
                    } else {
                        pass(name);
                    }
                }
            }
        }
    }

    private void up() throws FilesystemError {
        if (steps.size() == 1) {
            throw links > 0 ? new FilesystemError(ErrorCode.NOT_PERMITTED) : authority.denied(outside(), purpose);
        }
        gate.close(steps.pop().directory());
    }

    /// {@return what the guest means with a path that goes up from the first directory. Where a symbolic link means it,
    /// no grant would help: a walk does not go from one granted directory to another}
    private String outside() {
        List<String> all = new ArrayList<>(Arrays.asList(steps.getLast().place().guest().split("/")));
        names.push("..");
        for (String name : names) {
            if (!name.equals("..")) {
                all.add(name);
            } else if (all.size() > 1) {
                all.removeLast();
            }
        }
        return String.join("/", all);
    }

    /// The last name is looked at only to find out whether it is a symbolic link.
    private void end(String name) throws FilesystemError {
        requireDepth();
        requirePassage(name);
        FileStat found = followLast ? look(name) : null;
        if (found != null && found.isSymbolicLink()) {
            follow(name);
        } else {
            last = name;
            seen = found;
        }
    }

    /// {@return what is there; null when nothing is}
    private FileStat look(String name) throws FilesystemError {
        try {
            return directory().stat(name);
        } catch (FilesystemError e) {
            if (e.code() == ErrorCode.NO_ENTRY) {
                return null;
            }
            throw e;
        }
    }

    private void pass(String name) throws FilesystemError {
        requireDepth();
        requirePassage(name);
        Place place = steps.element().place().child(name);
        try {
            steps.push(new Step(gate.opened(directory().openDirectory(name)), place));
        } catch (FilesystemError e) {
            if (e.code() != ErrorCode.NOT_DIRECTORY || !directory().stat(name).isSymbolicLink()) {
                throw e;
            }
            follow(name);
        }
    }

    private void follow(String name) throws FilesystemError {
        links++;
        if (links > FileLimits.MAX_LINKS) {
            throw new FilesystemError(ErrorCode.LOOP);
        }
        String target = directory().readSymbolicLink(name);
        if (target.startsWith("/")) {
            throw new FilesystemError(ErrorCode.NOT_PERMITTED);
        }
        directoryRequired |= names.isEmpty() && target.endsWith("/");
        push(target);
    }

    private void requireDepth() throws FilesystemError {
        if (steps.size() + names.size() > FileLimits.MAX_PATH_NAMES) {
            throw new FilesystemError(ErrorCode.NAME_TOO_LONG);
        }
    }

    /// Before anything is asked of the system, so that what is not granted does not show whether it exists.
    private void requirePassage(String name) throws FilesystemError {
        Place place = steps.element().place().child(name);
        if (!authority.leadsSomewhere(place)) {
            String wanted = place.guest();
            for (String further : names) {
                wanted = Place.guestChild(wanted, further);
            }
            throw authority.denied(wanted, purpose);
        }
    }

    /// Leaves the first directory open, which is the guest's.
    @Override
    public void close() {
        while (steps.size() > 1) {
            gate.close(steps.pop().directory());
        }
    }
}
