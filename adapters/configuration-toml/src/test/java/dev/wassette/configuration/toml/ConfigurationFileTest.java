package dev.wassette.configuration.toml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationFileTest {
    @TempDir
    private Path home;

    private Path file;

    @BeforeEach
    void name() {
        file = home.resolve("config.toml");
    }

    private Optional<String> text(String key) throws MalformedConfiguration {
        return ConfigurationFile.read(file).text(key);
    }

    private String refused(String key) {
        String message = assertThrows(MalformedConfiguration.class, () -> text(key)).getMessage();
        assertTrue(message.startsWith(file.toString()), message);
        return message;
    }

    @Test
    void saysNothingWhereThereIsNoFile() throws MalformedConfiguration {
        assertEquals(Optional.empty(), text("runtime"));
    }

    @Test
    void readsTextsOfTheTopLevelAndPassesOverTheRest() throws Exception {
        Files.writeString(file, """
                # a comment
                runtime = "chic\\u006Fry"
                wasmtime_library = 'C:\\lib\\wasmtime.dll'
                nobody.asks = {for = [1, 2.5, true, 2026-11-22]}
                empty = ""

                [environment_vars]
                runtime = "wasmtime"
                """);
        assertEquals(Optional.of("chicory"), text("runtime"));
        assertEquals(Optional.of("C:\\lib\\wasmtime.dll"), text("wasmtime_library"));
        assertEquals(Optional.of(""), text("empty"));
        assertEquals(Optional.empty(), text("plugin_dir"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"runtime = 3", "runtime = true", "runtime = ['a']", "[runtime]\na = 'b'"})
    void refusesWhatIsNoText(String content) throws IOException {
        Files.writeString(file, content);
        assertTrue(refused("runtime").contains("'runtime' must be a text"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\nruntime = ", "\nruntime", "\nruntime = 'a", "\n[[", "a = 1\na = 2", "\n= 1", "\n\u0001"})
    void tellsTheLineOfWhatIsNoToml(String content) throws IOException {
        Files.writeString(file, content);
        assertTrue(refused("runtime").contains(", line "), () -> refused("runtime"));
    }

    @Test
    void refusesWhatItCannotRead() throws IOException {
        Files.write(file, new byte[] {(byte) 0xff});
        assertTrue(refused("runtime").contains("not UTF-8"));
        Files.write(file, new byte[ConfigurationLimits.MAX_FILE_BYTES + 1]);
        assertTrue(refused("runtime").contains("more than"));
        Files.delete(file);
        Files.createDirectory(file);
        assertTrue(refused("runtime").contains("cannot be read"));
    }

    @Test
    void survivesDepth() throws Exception {
        Files.writeString(file, "a = " + "[".repeat(100_000));
        refused("runtime");
        Files.writeString(file, "a = " + "{b=".repeat(100_000));
        refused("runtime");
        Files.writeString(file, "a" + ".a".repeat(100_000) + " = 1");
        assertEquals(Optional.empty(), text("runtime"));
    }

    @Test
    void readsATableOfTexts() throws Exception {
        assertEquals(Map.of(), ConfigurationFile.read(file).texts("environment_vars"));
        Files.writeString(file, """
                other = 1
                environment_vars.C = "c=d"

                [environment_vars.nested]
                x = "y"
                """);
        assertThrows(MalformedConfiguration.class, () -> ConfigurationFile.read(file).texts("environment_vars"));
        Files.writeString(file, """
                [environment_vars]
                A = "1"
                "B C" = ''
                """);
        assertEquals(Map.of("A", "1", "B C", ""), ConfigurationFile.read(file).texts("environment_vars"));
        assertTrue(refused("environment_vars").endsWith("'environment_vars' must be a text in quotation marks"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"environment_vars = 'A=1'", "environment_vars = []", "[environment_vars]\nA = 1",
        "[[environment_vars]]\nA = '1'"})
    void refusesATableThatIsNone(String text) throws IOException {
        Files.writeString(file, text);
        String message = assertThrows(MalformedConfiguration.class,
                () -> ConfigurationFile.read(file).texts("environment_vars")).getMessage();
        assertTrue(message.startsWith(file.toString()) && message.contains("must be a "), message);
    }
}
