package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonBool;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.json.MalformedJson;
import dev.wassette.cli.RuntimeChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs every folder of `examples` as its `calls.json` says: a folder without one fails.
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("..", "examples");

    /// @param path with `calls.json` in it, and once built `build/NAME.wasm`
    record Example(Path path) {
        Path component() {
            return path.resolve("build").resolve(path.getFileName() + ".wasm").toAbsolutePath().normalize();
        }

        List<Call> calls() throws IOException, MalformedJson {
            var calls = (JsonArray) JsonText.parse(Files.readString(path.resolve("calls.json")));
            return calls.elements().stream().map(call -> new Call((JsonObject) call)).toList();
        }

        @Override
        public String toString() {
            return path.getFileName().toString();
        }
    }

    /// A call and what it answers: `structured`, or a text that `matches`.
    record Call(JsonObject json) {
        String tool() {
            return string(json.get("tool"));
        }

        JsonObject arguments() {
            return (JsonObject) json.get("arguments").orElseThrow();
        }

        void check(JsonObject answer) {
            String said = JsonText.compact(answer);
            assertEquals(Optional.of(new JsonBool(false)), answer.get("isError"), said);
            assertTrue(json.get("structured").isPresent() || json.get("matches").isPresent(), "checks nothing");
            json.get("structured").ifPresent(expected ->
                    assertEquals(Optional.of(expected), answer.get("structuredContent"), said));
            json.get("matches").ifPresent(pattern ->
                    assertTrue(text(answer).matches(string(Optional.of(pattern))), said));
        }
    }

    static List<Example> examples() throws IOException {
        try (Stream<Path> entries = Files.list(EXAMPLES)) {
            return entries.filter(Files::isDirectory)
                    .filter(folder -> !folder.endsWith("node_modules"))
                    .sorted()
                    .map(Example::new)
                    .toList();
        }
    }

    @Test
    void thereAreExamples() throws IOException {
        assertTrue(examples().size() >= 2, () -> "only these in " + EXAMPLES.toAbsolutePath().normalize());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleHasCalls(Example example) throws IOException, MalformedJson {
        assertTrue(!example.calls().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyCallIsAnsweredAsTheExampleSays(Example example, @TempDir Path home)
            throws IOException, MalformedJson {
        requireBuilt(example);
        try (var conversation = new Conversation(home, RuntimeChoice.AUTO)) {
            JsonObject loaded = conversation.call("load-component",
                    JsonObject.empty().with("path", new JsonString(example.component().toUri().toString())));
            assertTrue(text(loaded).contains("loaded successfully"), () -> JsonText.compact(loaded));
            for (Call call : example.calls()) {
                call.check(conversation.call(call.tool(), call.arguments()));
            }
        }
    }

    private static void requireBuilt(Example example) {
        if (Files.exists(example.component())) {
            return;
        }
        String how = "not built; in the folder examples: npm ci && npm run build";
        if ("required".equals(System.getenv("WASSETTE_EXAMPLES"))) {
            fail(how);
        }
        abort(how);
    }

    private static String text(JsonObject answer) {
        var content = (JsonArray) answer.get("content").orElseThrow();
        return string(((JsonObject) content.elements().getFirst()).get("text"));
    }

    private static String string(Optional<JsonValue> value) {
        return ((JsonString) value.orElseThrow()).value();
    }
}
