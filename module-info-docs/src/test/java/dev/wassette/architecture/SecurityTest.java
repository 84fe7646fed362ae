package dev.wassette.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The table of invariants in `docs/SECURITY.md` names classes and tests that exist.
class SecurityTest {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private final Path root = Reactor.home().getParent();
    private final Map<String, Path> classes = new HashMap<>();
    private final List<String> packages = new ArrayList<>();

    SecurityTest() throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                if (name.equals("target") || name.equals("node_modules") || name.startsWith(".") && !folder.equals(root)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                packages.add(folder.toString().replace('/', '.').replace('\\', '.'));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                if (name.endsWith(".java")) {
                    classes.put(name.substring(0, name.length() - ".java".length()), file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private Stream<String[]> rows() {
        return Reactor.lines(root.resolve("docs/SECURITY.md"))
                .dropWhile(line -> !line.startsWith("| invariant |")).skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.substring(1, line.lastIndexOf('|')).split("\\|"));
    }

    @Test
    void everyInvariantNamesWhoKeepsItAndWhatShowsIt() {
        List<String[]> rows = rows().toList();
        assertTrue(rows.size() > 50, () -> "only " + rows.size() + " invariants were found");
        for (String[] row : rows) {
            assertEquals(3, row.length, () -> row[0]);
            assertTrue(!row[1].isBlank() && !row[2].isBlank(), () -> row[0]);
        }
    }

    @Test
    void whatItNamesExists() {
        List<String> missing = rows().flatMap(row -> Stream.concat(missing(row[1]), missing(row[2]))).toList();
        assertEquals(List.of(), missing);
    }

    /// A class, a method of a class, or a method of the class named before.
    private Stream<String> missing(String cell) {
        List<String> missing = new ArrayList<>();
        String last = "";
        Matcher words = CODE.matcher(cell);
        while (words.find()) {
            String word = words.group(1).replace("()", "");
            String simple = word.replaceFirst("\\..*", "");
            if (Character.isUpperCase(word.charAt(0))) {
                last = simple;
                String rest = word.substring(simple.length()).replaceFirst("^\\.", "");
                if (!classes.containsKey(simple) || !declares(simple, rest)) {
                    missing.add(word);
                }
            } else if (!declares(last, word) && packages.stream().noneMatch(each -> each.endsWith("." + word))
                    && !Files.isDirectory(root.resolve("adapters").resolve(word))) {
                missing.add(last + "." + word);
            }
        }
        return missing.stream();
    }

    private boolean declares(String simple, String name) {
        return name.isEmpty() || classes.containsKey(simple)
                && Reactor.lines(classes.get(simple)).anyMatch(line -> Pattern.compile("\\b" + name + "\\(").matcher(line).find());
    }
}
