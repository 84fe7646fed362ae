package dev.wassette.runtime.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Tells whether somebody else could have put a file where it is, or change it: a native library runs with all rights of
/// the user.
///
/// Neither the file nor a folder above it may belong to anybody but the user and root, or be writable for others, except
/// for folders with the sticky bit, where others cannot replace what is not theirs. The groups `root`, `wheel` and
/// `admin` count as root: their members become root anyway, and Homebrew lets `admin` write. Where files have no such
/// permissions (Windows) nothing is asked; no place there is searched but the user's own.
///
/// @param user the name of the user
record Trust(String user) {
    private static final int STICKY = 01000;
    private static final Set<String> ROOT_GROUPS = Set.of("root", "wheel", "admin");

    Trust {
        Objects.requireNonNull(user);
    }

    /// {@return why a file must not be loaded, if so}
    ///
    /// @param file without symbolic links on its way
    Optional<String> objection(Path file) {
        try {
            for (Path each = file; each != null; each = each.getParent()) {
                Optional<String> objection = objectionTo(each);
                if (objection.isPresent()) {
                    return objection;
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("It cannot be told who may write to it: " + e.getMessage());
        }
    }

    private Optional<String> objectionTo(Path path) throws IOException {
        var view = Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) {
            return Optional.empty();
        }
        PosixFileAttributes attributes = view.readAttributes();
        String owner = attributes.owner().getName();
        if (!owner.equals("root") && !owner.equals(user)) {
            return Optional.of(path + " belongs to " + owner + "; name the library with --wasmtime-library to use it all "
                    + "the same.");
        }
        boolean forGroup = attributes.permissions().contains(PosixFilePermission.GROUP_WRITE)
                && !ROOT_GROUPS.contains(attributes.group().getName());
        boolean forOthers = attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE);
        if ((forGroup || forOthers) && !isSticky(path)) {
            return Optional.of("Others may write to " + path + "; make it yours alone (chmod go-w).");
        }
        return Optional.empty();
    }

    private static boolean isSticky(Path path) throws IOException {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix")
                && ((int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & STICKY) != 0
                && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }
}
