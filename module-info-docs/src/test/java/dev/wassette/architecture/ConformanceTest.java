package dev.wassette.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

/// `docs/conformance.md`: what the official suite said in this build, engine by engine.
class ConformanceTest {
    private final List<Path> reports = Reactor.folders().stream()
            .map(folder -> folder.path().resolve(Path.of("target", "component-model-suite.md")))
            .filter(Files::exists)
            .toList();

    @Test
    void theDocumentIsUpToDate() throws IOException {
        assumeTrue(reports.size() == 3, "the official suite did not run on all engines: it needs COMPONENT_MODEL_SUITE, and"
                + " WASSETTE_WASMTIME_LIBRARY for one of them");
        GeneratedDocument.assertUpToDate("../docs/conformance.md", text());
    }

    @Test
    void noCommandFailed() throws IOException {
        for (Path report : reports) {
            assertTrue(Files.readString(report).strip().matches("(?s).*\ncore: \\d+ passed, 0 failed, \\d+ skipped"),
                    report::toString);
        }
    }

    private String text() throws IOException {
        var text = new StringJoiner("\n", "", "");
        text.add("# Conformance").add("");
        text.add("The official test suite of the Component Model, counted by the build on each engine:");
        text.add("`mvn verify -Dwassette.docs.update=true` with `COMPONENT_MODEL_SUITE` and `WASSETTE_WASMTIME_LIBRARY`\nrewrites it.");
        for (Path report : reports) {
            text.add("").add(Files.readString(report));
        }
        return text.toString();
    }
}
