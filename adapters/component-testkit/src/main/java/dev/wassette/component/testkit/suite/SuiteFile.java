package dev.wassette.component.testkit.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One file of the suite.
///
/// @param name such as `values/numerics`
record SuiteFile(String name, List<SuiteCommand> commands) {

    /// {@return all files of the suite, sorted by name}
    static List<SuiteFile> readAll(Path suite) throws IOException {
        try (Stream<Path> files = Files.walk(suite, 2)) {
            return files.filter(file -> !file.getParent().equals(suite) && file.toString().endsWith(".json"))
                    .sorted().map(file -> read(suite, file)).toList();
        }
    }

    private static SuiteFile read(Path suite, Path file) {
        try {
            List<SuiteCommand> commands = new ArrayList<>();
            for (JsonNode command : new JsonMapper().readTree(Files.readString(file)).get("commands")) {
                commands.add(new SuiteCommand(file.getParent(), command));
            }
            String name = suite.relativize(file).toString().replace('\\', '/').replace(".json", "");
            return new SuiteFile(name, commands);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
