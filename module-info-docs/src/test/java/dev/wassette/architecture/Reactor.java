package dev.wassette.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The modules of this build as folders: every folder with a module descriptor in its sources.
final class Reactor {
    private static final Path DESCRIPTOR = Path.of("src", "main", "java", "module-info.java");

    private Reactor() {}

    /// A module's folder. `classes` is there after its `compile` phase.
    record Folder(Path path) {
        Path classes() {
            return path.resolve("target").resolve("classes");
        }

        /// {@return the documentation comment of the module descriptor as one line}
        String sentence() {
            return lines(path.resolve(DESCRIPTOR))
                    .filter(line -> line.startsWith("///"))
                    .map(line -> line.substring(3).strip())
                    .collect(Collectors.joining(" "));
        }

        /// {@return whether other modules see this one in their tests only}
        boolean isForTests() {
            return path.endsWith("component-testkit") || path.endsWith("remote-testkit");
        }
    }

    /// {@return the folder of this module, where its documents lie}
    static Path home() {
        return Path.of(Optional.ofNullable(System.getProperty("basedir")).orElse("")).toAbsolutePath();
    }

    static List<Folder> folders() {
        Path root = home().getParent();
        return Stream.concat(children(root), children(root.resolve("adapters")))
                .filter(folder -> Files.exists(folder.resolve(DESCRIPTOR)))
                .map(Folder::new)
                .toList();
    }

    /// {@return the class folders of everything that ships}
    static List<Path> shippedClasses() {
        return folders().stream().filter(folder -> !folder.isForTests()).map(Folder::classes).toList();
    }

    static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path plantedClasses() {
        return home().resolve(Path.of("target", "test-classes", "dev", "wassette", "planted"));
    }

    private static Stream<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isDirectory).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
