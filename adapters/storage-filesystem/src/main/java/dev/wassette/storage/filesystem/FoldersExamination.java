package dev.wassette.storage.filesystem;

import dev.wassette.application.port.out.Examination;
import dev.wassette.domain.health.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Whether the folders can be used, are this user's alone where they have to be, have room, and hold no left-overs of
/// processes that were killed.
public final class FoldersExamination implements Examination {
    private static final String AREA = "folders";
    /// Somebody may be writing at this moment.
    private static final Duration LEFT_OVER = Duration.ofHours(1);

    private final List<Folder> folders;
    private final long leastRoom;

    /// A folder.
    ///
    /// @param holds what lies in it: a word
    /// @param isSecret whether others may not even read it
    public record Folder(String holds, Path path, boolean isSecret) {
        public Folder {
            Objects.requireNonNull(holds);
            path = path.toAbsolutePath().normalize();
        }
    }

    /// @param leastRoom bytes that should be free for each of them
    public FoldersExamination(List<Folder> folders, long leastRoom) {
        this.folders = List.copyOf(folders);
        this.leastRoom = leastRoom;
    }

    @Override
    public List<Finding> findings() {
        return folders.stream().flatMap(folder -> {
            try {
                return findings(folder);
            } catch (IOException e) {
                return Stream.of(Finding.problem(AREA, named(folder) + " cannot be looked at: " + e));
            }
        }).toList();
    }

    private Stream<Finding> findings(Folder folder) throws IOException {
        Optional<Finding> unusable = unusable(folder);
        List<Finding> findings = new ArrayList<>(unusable.stream().toList());
        room(folder).ifPresent(findings::add);
        if (unusable.isEmpty() && Files.isDirectory(folder.path())) {
            leftOvers(folder).ifPresent(findings::add);
        }
        return findings.isEmpty() ? Stream.of(Finding.ok(AREA, named(folder) + (Files.exists(folder.path()) ? " is well"
                : " will be made when it is needed"))) : findings.stream();
    }

    private static String named(Folder folder) {
        return "The folder of the " + folder.holds() + ", " + folder.path() + ",";
    }

    private static Optional<Finding> unusable(Folder folder) throws IOException {
        Path there = existing(folder.path());
        if (!Files.isDirectory(there)) {
            return Optional.of(Finding.problem(AREA, named(folder) + " cannot be used: " + there + " is no folder")
                    .mendedBy("mv " + quoted(there) + " " + quoted(there.resolveSibling(there.getFileName() + ".old"))));
        }
        if (isClosed(there)) {
            return Optional.of(Finding.problem(AREA, named(folder) + " cannot be written to")
                    .mendedBy("chmod u+rwx " + quoted(there)));
        }
        return there.equals(folder.path()) ? openToOthers(folder) : Optional.empty();
    }

    private static Optional<Finding> openToOthers(Folder folder) throws IOException {
        Set<PosixFilePermission> others = OwnerOnly.permissionsOfOthers(folder.path());
        if (others.contains(PosixFilePermission.GROUP_WRITE) || others.contains(PosixFilePermission.OTHERS_WRITE)) {
            return Optional.of(Finding.problem(AREA, named(folder) + " is open: others may write to it, so it is not used")
                    .mendedBy("chmod " + (folder.isSecret() ? "go-rwx " : "go-w ") + quoted(folder.path())));
        }
        return folder.isSecret() && !others.isEmpty()
                ? Optional.of(Finding.warning(AREA, named(folder) + " is open: others may look into it")
                        .mendedBy("chmod go-rwx " + quoted(folder.path())))
                : Optional.empty();
    }

    /// {@return the folder, or the nearest one above that is there, in which it would be made}
    private static Path existing(Path path) {
        Path there = path;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }

    /// To the superuser no folder is closed; what its owner may is what counts.
    private static boolean isClosed(Path folder) throws IOException {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return !Files.isWritable(folder)
                || posix && !Files.getPosixFilePermissions(folder).containsAll(Set.of(PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));
    }

    private Optional<Finding> room(Folder folder) throws IOException {
        long free = Files.getFileStore(existing(folder.path())).getUsableSpace();
        return free >= leastRoom ? Optional.empty()
                : Optional.of(Finding.problem(AREA, named(folder) + " has room for only " + free / 1_000_000
                        + " MB more. Free some, for example with this command").mendedBy("df -h " + quoted(existing(folder.path()))));
    }

    private static Optional<Finding> leftOvers(Folder folder) throws IOException {
        long before = System.currentTimeMillis() - LEFT_OVER.toMillis();
        int count = 0;
        for (Path file : Stream.concat(WholeFile.beginningWith(".new-", folder.path()).stream(),
                WholeFile.beginningWith(".gone-", folder.path()).stream()).toList()) {
            count += Files.getLastModifiedTime(file).toMillis() < before ? 1 : 0;
        }
        return count == 0 ? Optional.empty() : Optional.of(Finding.warning(AREA, named(folder) + " has " + count
                + " temporary file(s) that a killed process has left").mendedBy("find " + quoted(folder.path())
                        + " -maxdepth 1 '(' -name '.new-*' -o -name '.gone-*' ')' -mmin +60 -exec rm -r {} +"));
    }

    static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }
}
