package dev.wassette.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The pages of the documentation.
final class Pages {
    /// Written by the program itself: other tests compare them.
    private static final Set<String> GENERATED = Set.of("cli.md", "LIMITS.md", "conformance.md");

    private Pages() {}

    /// {@return the folder of the sources}
    static Path root() {
        return Path.of(Optional.ofNullable(System.getProperty("basedir")).orElse("")).toAbsolutePath().getParent();
    }

    /// {@return all pages that people have written, in `docs` and below}
    static List<Page> written() throws IOException {
        try (Stream<Path> files = Files.walk(root().resolve("docs"))) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !GENERATED.contains(file.getFileName().toString())).sorted().map(Page::read).toList();
        }
    }

    /// {@return every page of the repository}
    static List<Page> all() throws IOException {
        try (Stream<Path> files = Files.walk(root())) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> Stream.of("target", "node_modules", ".build", ".git", "build")
                            .noneMatch(name -> root().relativize(file).startsWith(name) || file.toString().contains("/" + name + "/")))
                    .sorted().map(Page::read).toList();
        }
    }
}
