package dev.wassette.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.cli.ServeOptions.Transport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WassetteCliTest {
    private final List<ServeOptions> served = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            serve                                                  | AUTO     |
            serve --stdio                                          | AUTO     |
            serve --runtime wasmtime                               | WASMTIME |
            serve --runtime wasmtime-library                       | WASMTIME_LIBRARY |
            serve --runtime wasmtime-bundled                       | WASMTIME_BUNDLED |
            serve --runtime=chicory --stdio                        | CHICORY  |
            serve --stdio --runtime auto --plugin-dir /a           | AUTO     | /a
            --plugin-dir /a serve --stdio                          | AUTO     | /a
            --plugin-dir=/a serve --plugin-dir=b --runtime chicory | CHICORY  | b
            serve --plugin-dir=--odd                               | AUTO     | --odd
            """)
    void serves(String line, RuntimeChoice runtime, String pluginDir) {
        assertEquals(5, run(Map.of(), line));
        assertEquals(List.of(options(runtime, Optional.ofNullable(pluginDir).map(Path::of))), served);
        assertEquals("", text(out) + text(err));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            serve                                     | WASMTIME | /env
            serve --runtime chicory                   | CHICORY  | /env
            serve --plugin-dir /flag                  | WASMTIME | /flag
            --plugin-dir /flag serve --runtime auto   | AUTO     | /flag
            """)
    void prefersFlagsToTheEnvironment(String line, RuntimeChoice runtime, Path pluginDir) {
        run(Map.of("WASSETTE_RUNTIME", "wasmtime", "WASSETTE_PLUGIN_DIR", "/env"), line);
        assertEquals(List.of(options(runtime, Optional.of(pluginDir))), served);
    }

    @Test
    void takesAnEmptyVariableForNone() {
        run(Map.of("WASSETTE_RUNTIME", "", "WASSETTE_PLUGIN_DIR", ""), "serve");
        assertEquals(List.of(options(RuntimeChoice.AUTO, Optional.empty())), served);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            serve                               |      |
            serve                               | /env | /env
            serve --wasmtime-library /flag      |      | /flag
            serve --wasmtime-library=/flag      | /env | /flag
            """)
    void findsTheLibraryOfWasmtime(String line, String variable, Path library) {
        run(variable == null ? Map.of() : Map.of("WASSETTE_WASMTIME_LIBRARY", variable), line);
        assertEquals(Optional.ofNullable(library), served.getFirst().wasmtimeLibrary());
    }

    private static ServeOptions options(RuntimeChoice runtime, Optional<Path> pluginDir) {
        return new ServeOptions(Transport.STDIO, runtime, pluginDir, Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nope                           | unrecognized subcommand 'nope'
            component load x               | unrecognized subcommand 'component'
            serve nope                     | unexpected argument 'nope'
            serve --sse                    | unexpected argument '--sse'
            --stdio serve                  | unexpected argument '--stdio'
            serve -                        | unexpected argument '-'
            serve --stdio --stdio          | the argument '--stdio' cannot be used multiple times
            serve --stdio=yes              | the argument '--stdio' takes no value, found 'yes'
            serve --runtime                | a value is required for '--runtime <NAME>'
            serve --runtime=               | a value is required for '--runtime <NAME>'
            serve --plugin-dir --stdio     | a value is required for '--plugin-dir <PATH>'
            serve --runtime node           | invalid value 'node' for '--runtime <NAME>' [possible
            serve --help nope              | unexpected argument 'nope'
            """)
    void refuses(String line, String problem) {
        assertEquals(2, run(Map.of(), line));
        assertTrue(text(err).startsWith("error: " + problem), text(err));
        assertTrue(text(err).endsWith("For more information, try '--help'.\n"), text(err));
        assertEquals("", text(out));
        assertEquals(List.of(), served);
    }

    @Test
    void namesTheVariableThatIsWrong() {
        assertEquals(2, run(Map.of("WASSETTE_RUNTIME", "node"), "serve"));
        assertTrue(text(err).contains("environment variable WASSETTE_RUNTIME"), text(err));
    }

    @Test
    void refusesADirectoryThatIsNoPath() {
        assertEquals(2, run(Map.of("WASSETTE_PLUGIN_DIR", "a\0b"), "serve"));
        assertTrue(text(err).contains("not a path"), text(err));
    }

    @Test
    void wantsACommand() {
        assertEquals(1, run(Map.of(), ""));
        assertEquals("No command provided. Use --help for usage information.\n", text(err));
    }

    @ParameterizedTest
    @CsvSource({"--version", "-V", "serve --version", "--version serve"})
    void tellsItsVersion(String line) {
        assertEquals(0, run(Map.of(), line));
        assertEquals("wassette 1.2.3\n", text(out));
        assertEquals(List.of(), served);
    }

    @Test
    void explainsItself() {
        assertEquals(0, run(Map.of(), "--help"));
        assertEquals("""
                Runs each tool of an MCP server as a WebAssembly component in a sandbox. A component reaches nothing
                outside it without a permission; its policy lists the permissions it has.

                Usage: wassette [OPTIONS] <COMMAND>

                Commands:
                  serve  Offer the functions of components as tools to an MCP client

                Options:
                      --plugin-dir <PATH>  Where components are kept [env: WASSETTE_PLUGIN_DIR]
                  -h, --help               Print help
                  -V, --version            Print the version
                """, text(out));
    }

    @Test
    void explainsACommand() {
        assertEquals(0, run(Map.of(), "serve -h"));
        assertTrue(text(out).startsWith("""
                Offer the functions of components as tools to an MCP client

                Usage: wassette serve [OPTIONS]

                Options:
                """), text(out));
        assertTrue(text(out).contains("      --runtime <NAME>           Which engine runs the components "
                + "[env: WASSETTE_RUNTIME] [default: auto] [possible values: auto, wasmtime, wasmtime-library, wasmtime-bundled, chicory]\n"), text(out));
        assertTrue(text(out).contains("--plugin-dir <PATH>"), text(out));
    }

    private int run(Map<String, String> environment, String line) {
        ServeAction serve = options -> {
            served.add(options);
            return 5;
        };
        List<String> arguments = line.isBlank() ? List.of() : List.of(line.split(" +"));
        return new WassetteCli(serve, environment, "1.2.3", new PrintStream(out), new PrintStream(err)).run(arguments);
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
