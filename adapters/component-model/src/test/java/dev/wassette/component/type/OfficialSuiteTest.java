package dev.wassette.component.type;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.component.ComponentException;
import dev.wassette.component.MalformedComponent;
import dev.wassette.component.binary.ComponentDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The official reference tests as far as they need no engine: what is malformed or invalid is refused, everything
/// else of class `core` is accepted, and what needs other features is refused with a sentence.
class OfficialSuiteTest {
    /// Tests of the inside of core modules, which only an engine looks at.
    private static final List<String> FOR_THE_ENGINE = List.of("core-modules.json:24");

    private record Command(Path file, int line, String type, String featureClass, Path wasm) {
        String name() {
            return file.getFileName() + ":" + line;
        }
    }

    @TestFactory
    Stream<DynamicTest> definitions() throws IOException {
        String folder = System.getenv("COMPONENT_MODEL_SUITE");
        if (folder == null) {
            return Stream.of(DynamicTest.dynamicTest("official suite", () -> Assumptions.abort(
                    "COMPONENT_MODEL_SUITE does not name the folder of the official suite")));
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of(folder))) {
            files = all.filter(path -> path.getNameCount() > Path.of(folder).getNameCount() + 1)
                    .filter(path -> path.toString().endsWith(".json")).sorted().toList();
        }
        assertTrue(files.size() >= 60, "the official suite is not complete: " + files.size() + " files");
        return files.stream().flatMap(file -> commands(file).stream())
                .filter(command -> !FOR_THE_ENGINE.contains(command.name()))
                .map(command -> DynamicTest.dynamicTest(command.name() + " " + command.type(), () -> check(command)));
    }

    private static void check(Command command) throws ComponentException, IOException {
        byte[] bytes = Files.readAllBytes(command.wasm());
        if (!command.featureClass().equals("core")) {
            assertThrows(ComponentException.class, () -> Validator.validate(ComponentDecoder.decode(bytes)));
        } else if (command.type().equals("assert_malformed")) {
            assertThrows(MalformedComponent.class, () -> Validator.validate(ComponentDecoder.decode(bytes)));
        } else if (command.type().equals("assert_invalid")) {
            assertThrows(ComponentException.class, () -> Validator.validate(ComponentDecoder.decode(bytes)));
        } else {
            Validator.validate(ComponentDecoder.decode(bytes));
        }
    }

    /// {@return the commands that name a binary; each command is one line}
    private static List<Command> commands(Path file) {
        List<Command> commands = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                field(line, "filename").ifPresent(wasm -> commands.add(new Command(file,
                        Integer.parseInt(field(line, "line").orElseThrow()), field(line, "type").orElseThrow(),
                        field(line, "class").orElseThrow(), file.resolveSibling(wasm))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return commands;
    }

    private static Optional<String> field(String line, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"?([^\",}]*)").matcher(line);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
