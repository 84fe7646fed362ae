package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// No guest program without a host test: the folder `NAME` has the class `NameGuestTest` beside this one, and each
/// function that the program exports is called there.
class GuestsTest {
    private static final Path TESTS = Path.of("src", "test", "java", "dev", "wassette", "bootstrap");
    private static final Pattern EXPORT = Pattern.compile("(?m)^\\s*export ([a-z0-9-]+):");

    static List<String> guests() throws IOException {
        try (Stream<Path> folders = Files.list(GuestProgram.FOLDER)) {
            return folders.filter(folder -> Files.exists(folder.resolve("world.wit")))
                    .map(folder -> folder.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void thereAreGuests() throws IOException {
        assertTrue(guests().containsAll(List.of("cli", "clocks", "io", "random")), guests()::toString);
    }

    @ParameterizedTest
    @MethodSource("guests")
    void everyExportIsCalledByATest(String guest) throws IOException {
        String test = Files.readString(TESTS.resolve(capitalized(guest) + "GuestTest.java"));
        Set<String> exports = EXPORT.matcher(Files.readString(GuestProgram.FOLDER.resolve(Path.of(guest, "world.wit"))))
                .results().map(export -> export.group(1)).collect(Collectors.toSet());
        assertTrue(!exports.isEmpty());
        exports.removeIf(export -> test.contains('"' + export + '"'));
        assertTrue(exports.isEmpty(), () -> "no test calls these functions of " + guest + ": " + exports);
    }

    private static String capitalized(String name) {
        return name.substring(0, 1).toUpperCase() + name.substring(1);
    }
}
