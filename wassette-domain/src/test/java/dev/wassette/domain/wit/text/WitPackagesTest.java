package dev.wassette.domain.wit.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Reads the packages of WASI as `jco` ships them. They come from the folder that the variable `WIT_PACKAGES` names, or
/// with the examples; `WASSETTE_EXAMPLES=required` makes their absence a failure.
class WitPackagesTest {

    private static Optional<Path> folder() {
        String named = System.getenv("WIT_PACKAGES");
        Path folder = named == null ? Path.of("../examples/node_modules/@bytecodealliance") : Path.of(named);
        return Optional.of(folder).filter(Files::isDirectory);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".wit")).sorted().toList();
        }
    }

    @Test
    void readsWhatItHasWritten() throws IOException, MalformedWit {
        boolean required = "required".equals(System.getenv("WASSETTE_EXAMPLES"));
        assumeTrue(required || folder().isPresent(), "the WIT packages of jco are not there: npm ci --prefix examples");
        List<Path> files = files(folder().orElseThrow());
        assertTrue(files.stream().anyMatch(file -> file.toString().contains("wasi-http")), files.toString());
        assertTrue(files.size() > 10, files.toString());
        for (Path file : files) {
            WitFile read = parse(file, Files.readString(file));
            String written = WitPrinter.print(read);
            assertEquals(read, parse(file, written), file.toString());
            assertEquals(written, WitPrinter.print(parse(file, written)), file.toString());
        }
    }

    private static WitFile parse(Path file, String text) throws MalformedWit {
        try {
            return WitParser.parse(text);
        } catch (MalformedWit e) {
            throw new AssertionError(file + ": " + e.getMessage() + "\n" + text, e);
        }
    }
}
