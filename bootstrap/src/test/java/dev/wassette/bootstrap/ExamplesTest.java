package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.AssertionFailedError;

/// Runs every folder of `examples` as its `calls.json` says: a folder without one fails. A call with `"granted": true`
/// is made under the `policy.yaml` of the example, in which stand-ins take the place of hosts and directories; each grant of
/// that policy is needed.
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("..", "examples");
    /// An element of a list of grants in a policy.
    private static final Pattern GRANT = Pattern.compile("(?m)^ {6}- .*\\n(?: {8}.*\\n)*");

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

        boolean isAnsweredBy(ToolResult answer) throws MalformedJson {
            try {
                check(answer);
                return true;
            } catch (AssertionFailedError another) {
                return false;
            }
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
            return entries.filter(folder -> Files.isDirectory(folder.resolve("wit"))).sorted().map(Example::new).toList();
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
        if (!Files.exists(example.component())) {
            BuiltExample.requireBuilt(example.toString());
        }
        try (var web = new EchoServer(); var services = new StandIns()) {
            check(example, home, new World("http://" + web.authority(), documents(home), services));
        }
    }

    private static String documents(Path home) throws IOException {
        Path documents = Files.createDirectories(home.resolve("documents/out")).getParent();
        Files.writeString(documents.resolve("poem.txt"), "Roses are red\n");
        return documents.toString();
    }

    /// @param web in place of `https://example.com`
    /// @param documents in place of the directory `/srv/documents`
    private record World(String web, String documents, StandIns services) {
        String in(String text) {
            return services.toLoopback(text.replace("https://example.com/", web + "/").replace("https://example.com", web))
                    .replace("/srv/documents", documents);
        }

        Map<String, String> variables() {
            Map<String, String> variables = new HashMap<>(services.variables());
            variables.put("BRAVE_SEARCH_API_KEY", WebService.KEY);
            variables.put("OPENWEATHER_API_KEY", WebService.KEY);
            variables.putAll(ExampleReadmesTest.compiledOnce());
            return variables;
        }
    }

    /// A server with an example, whose policy is written anew before each call.
    private record Running(Example example, World world, Path policy, McpClient client) {
        ToolResult answer(Call call) throws IOException {
            return client.call(call.tool(), call.isGranted() ? world.in(call.arguments()) : call.arguments());
        }

        /// @param text of the policy, about the real hosts
        void grant(String text) throws IOException {
            Files.writeString(policy, world.in(text));
            for (String variable : world.services().variables().keySet()) {
                client.call("grant-environment-variable-permission", "{\"component_id\":\"" + example
                        + "\",\"details\":{\"key\":\"" + variable + "\"}}");
            }
        }
    }

    private static void check(Example example, Path home, World world) throws Exception {
        Path plugins = Files.createDirectories(home.resolve("plugins"));
        try (var client = new McpClient(home, world.variables(), "serve", "--stdio", "--plugin-dir", plugins.toString())) {
            ToolResult loaded = client.call("load-component",
                    JsonText.compact(JsonObject.empty().with("path", new JsonString(example.component().toString()))));
            assertTrue(loaded.text().contains("loaded successfully"), loaded.text());
            var running = new Running(example, world, plugins.resolve(example + ".policy.yaml"), client);
            String policy = Files.readString(example.path().resolve("policy.yaml"));
            for (Call call : example.calls()) {
                Files.deleteIfExists(running.policy());
                if (call.isGranted()) {
                    running.grant(policy);
                }
                call.check(running.answer(call));
            }
            everyGrantIsNeeded(running, policy);
            assertEquals(0, client.end());
        }
    }

    /// Without any one of the grants of the policy, a call that it was written for is answered in another way.
    private static void everyGrantIsNeeded(Running running, String policy) throws Exception {
        for (String grant : GRANT.matcher(policy).results().map(MatchResult::group).toList()) {
            String others = policy.replace(grant, "").replaceAll("(?m)^(\\s+allow:)\\n(?!\\s+- )", "$1 []\n");
            assertNotEquals(policy, others);
            running.grant(others);
            boolean isNeeded = false;
            for (Call call : running.example().calls()) {
                isNeeded |= call.isGranted() && !call.isAnsweredBy(running.answer(call));
            }
            assertTrue(isNeeded, () -> running.example() + " does not need\n" + grant);
        }
    }

    private static String string(JsonValue value) {
        return ((JsonString) value).value();
    }
}
