package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.json.MalformedJson;
import dev.wassette.bootstrap.McpClient.ToolResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs every folder of `examples` as its `calls.json` says: a folder without one fails. A call with `"granted": true`
/// is made under the `policy.yaml` of the example, in which stand-ins take the place of hosts and directories.
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("..", "examples");

    /// @param path with `calls.json` in it, and `NAME.wasm` or, once built, `build/NAME.wasm`
    record Example(Path path) {
        Path component() {
            Path ready = path.resolve(path.getFileName() + ".wasm");
            Path component = Files.exists(ready) ? ready : path.resolve("build").resolve(ready.getFileName());
            return component.toAbsolutePath().normalize();
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
            return string(json.get("tool").orElseThrow());
        }

        String arguments() {
            return JsonText.compact(json.get("arguments").orElseThrow());
        }

        boolean isGranted() {
            return json.get("granted").isPresent();
        }

        /// {@return whether the function answers with the error of a WIT `result`, as `isError` says or `structured` shows}
        private boolean isError() {
            if (json.get("isError").isPresent()) {
                return json.get("isError").get().equals(new JsonValue.JsonBool(true));
            }
            JsonValue result = json.get("structured").map(JsonObject.class::cast)
                    .flatMap(structured -> structured.get("result")).orElse(JsonValue.JsonNull.NULL);
            return result instanceof JsonObject sides && sides.get("err").isPresent();
        }

        void check(ToolResult answer) throws MalformedJson {
            assertEquals(isError(), answer.failed(), answer.text());
            assertTrue(json.get("structured").isPresent() || json.get("matches").isPresent(), "checks nothing");
            if (json.get("structured").isPresent()) {
                assertEquals(json.get("structured").get(), JsonText.parse(answer.structured()));
            }
            json.get("matches").ifPresent(pattern -> assertTrue(answer.text().matches(string(pattern)), answer.text()));
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
    void everyCallIsAnsweredAsTheExampleSays(Example example, @TempDir Path home) throws Exception {
        requireBuilt(example);
        try (var server = new EchoServer()) {
            check(example, home, new StandIns("http://" + server.authority(), documents(home)));
        }
    }

    private static String documents(Path home) throws IOException {
        Path documents = Files.createDirectories(home.resolve("documents/out")).getParent();
        Files.writeString(documents.resolve("poem.txt"), "Roses are red\n");
        return documents.toString();
    }

    /// @param server in place of the hosts of the policies
    /// @param documents in place of the directory of `filesystem-rs`
    private record StandIns(String server, String documents) {
        String in(String text) {
            return text.replaceAll("https://(example\\.com|api\\.open-meteo\\.com)", server)
                    .replace("/srv/documents", documents);
        }
    }

    private static void check(Example example, Path home, StandIns standIns) throws Exception {
        Path plugins = Files.createDirectories(home.resolve("plugins"));
        try (var client = new McpClient(home, Map.of("WEATHER_API_BASE", standIns.server()), "serve", "--stdio",
                "--plugin-dir", plugins.toString())) {
            ToolResult loaded = client.call("load-component",
                    JsonText.compact(JsonObject.empty().with("path", new JsonString(example.component().toString()))));
            assertTrue(loaded.text().contains("loaded successfully"), loaded.text());
            Path policy = plugins.resolve(example + ".policy.yaml");
            for (Call call : example.calls()) {
                if (call.isGranted()) {
                    Files.writeString(policy, standIns.in(Files.readString(example.path().resolve("policy.yaml"))));
                } else {
                    Files.deleteIfExists(policy);
                }
                call.check(client.call(call.tool(), call.isGranted() ? standIns.in(call.arguments()) : call.arguments()));
            }
            assertEquals(0, client.end());
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

    private static String string(JsonValue value) {
        return ((JsonString) value).value();
    }
}
