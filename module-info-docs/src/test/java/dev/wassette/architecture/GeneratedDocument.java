package dev.wassette.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A document that is generated and committed: compared, or rewritten with `-Dwassette.docs.update=true`.
final class GeneratedDocument {
    private GeneratedDocument() {}

    static void assertUpToDate(String name, String text) throws IOException {
        Path file = Reactor.home().resolve(name);
        if (Boolean.getBoolean("wassette.docs.update")) {
            Files.writeString(file, text);
        }
        String committed = Files.exists(file) ? Files.readString(file) : "";
        assertEquals(text, committed, name + " is out of date: mvn verify -Dwassette.docs.update=true rewrites it");
    }
}
