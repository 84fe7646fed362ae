package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.bootstrap.McpClient.ToolResult;
import dev.wassette.component.testkit.ComponentFixtures;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A component that asks for more memory, larger tables or deeper calls than there are. It is refused them; if it then
/// gives up, the sentence names the limit and its key in the policy, and where it does not matter there is no such sentence.
/// The whole server is behind it.
@ParameterizedClass
@MethodSource("dev.wassette.bootstrap.TestEngines#names")
class GrowthTest {
    private static final String MEMORY = "permissions.resources.limits.memory ";
    private static final String TABLE = "permissions.resources.limits.table_elements ";

    @Parameter
    private String engine;

    @TempDir
    private Path home;

    private McpClient client;

    @BeforeEach
    void start() throws Exception {
        Path component = Files.write(home.resolve("grower.wasm"), ComponentFixtures.read("grower"));
        Path plugins = Files.createDirectories(home.resolve("plugins"));
        Files.writeString(plugins.resolve("grower.policy.yaml"), """
                version: '1.0'
                permissions:
                  resources: {limits: {memory: 16Mi, table_elements: 5000}}
                """);
        client = new McpClient(home, "serve", "--stdio", "--runtime", engine, "--plugin-dir", plugins.toString());
        ToolResult loaded = client.call("load-component",
                JsonText.compact(JsonObject.empty().with("path", new JsonString(component.toString()))));
        assertFalse(loaded.failed(), loaded.text());
    }

    @AfterEach
    void stop() throws Exception {
        if (client != null) {
            assertEquals(0, client.end());
        }
    }

    private ToolResult call(String tool, String parameter, long number) throws Exception {
        return client.call(tool, "{\"" + parameter + "\":" + number + "}");
    }

    @ParameterizedTest
    @CsvSource({
        "memory,      pages,    100,        1",
        "memory,      pages,    1000,       -1",
        "memory,      pages,    4294967295, -1",
        "table,       elements, 4000,       1",
        "table,       elements, 5000,       -1",
        "table,       elements, 4294967295, -1",
        "other-table, elements, 5000,       0",
        "other-table, elements, 5001,       -1",
        "need-memory, pages,    100,        0",
        "need-table,  elements, 4000,       0",
    })
    void isGivenWhatThereIsAndNoMore(String tool, String parameter, long amount, String result) throws Exception {
        ToolResult answer = call(tool, parameter, amount);
        assertFalse(answer.failed(), answer.text());
        assertEquals(result, answer.text());
    }

    @ParameterizedTest
    @CsvSource({
        "need-memory, pages,    1000,       permissions.resources.limits.memory",
        "need-memory, pages,    4294967295, permissions.resources.limits.memory",
        "need-table,  elements, 5000,       permissions.resources.limits.table_elements",
        "need-table,  elements, 4294967295, permissions.resources.limits.table_elements",
    })
    void namesTheLimitWhenItGivesUp(String tool, String parameter, long amount, String key) throws Exception {
        ToolResult answer = call(tool, parameter, amount);
        assertTrue(answer.failed(), answer.text());
        assertTrue(answer.text().contains(key + " "), answer.text());
        assertEquals(key.equals(MEMORY.strip()), answer.text().contains(MEMORY), answer.text());
        assertEquals(key.equals(TABLE.strip()), answer.text().contains(TABLE), answer.text());
    }

    @Test
    void namesNoKeyThatHasNothingToDoWithIt() throws Exception {
        ToolResult answer = call("fail", "number", 1);
        assertTrue(answer.failed(), answer.text());
        assertTrue(answer.text().contains("integer divide by zero"), answer.text());
        assertFalse(answer.text().contains("permissions.resources.limits"), answer.text());
    }
}
