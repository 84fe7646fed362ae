package dev.wassette.storage.filesystem;

import dev.wassette.application.port.out.Examination;
import dev.wassette.domain.health.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// Whether files with secrets are for their owner alone.
public final class SecretsExamination implements Examination {
    private static final String AREA = "secrets";

    private final Path folder;
    private final List<Path> more;

    /// @param folder of the secrets of components
    /// @param more other files with secrets
    public SecretsExamination(Path folder, List<Path> more) {
        this.folder = Objects.requireNonNull(folder);
        this.more = List.copyOf(more);
    }

    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        int looked = 0;
        try {
            for (Path file : files()) {
                Set<PosixFilePermission> others = OwnerOnly.permissionsOfOthers(file);
                looked++;
                if (!others.isEmpty()) {
                    findings.add(open(file, others));
                }
            }
        } catch (IOException e) {
            findings.add(Finding.problem(AREA, "The secrets cannot be looked at: " + e));
        }
        return findings.isEmpty() ? List.of(Finding.ok(AREA, looked == 0 ? "There are none yet"
                : looked + " file(s), for their owner alone")) : findings;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> stored = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            return Stream.concat(stored.filter(file -> file.toString().endsWith(".yaml")).sorted(), more.stream())
                    .filter(Files::isRegularFile).toList();
        }
    }

    private static Finding open(Path file, Set<PosixFilePermission> others) {
        boolean written = others.contains(PosixFilePermission.GROUP_WRITE) || others.contains(PosixFilePermission.OTHERS_WRITE);
        return (written ? Finding.problem(AREA, "Others may write to " + file + ", so it is not used")
                : Finding.warning(AREA, "Others may use what is in " + file))
                .mendedBy("chmod 600 " + FoldersExamination.quoted(file));
    }
}
