package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.json.JsonText;
import dev.wassette.bootstrap.CommandLine.Ended;
import dev.wassette.component.testkit.ComponentFixtures;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `wassette docs ...` as a process of its own, on a component of the tests.
class DocsCommandsTest {
    @TempDir
    private Path home;

    private CommandLine wassette;

    @BeforeEach
    void putFiles() throws Exception {
        wassette = new CommandLine(home);
        Files.write(home.resolve("tools.wasm"), ComponentFixtures.read("tools"));
        Path wit = Files.createDirectories(home.resolve("wit"));
        Files.writeString(wit.resolve("world.wit"), """
                /// Of the tests.
                package test:tools;

                /// Some tools.
                world tools {
                  /// Says it again.
                  ///
                  /// Exactly.
                  export echo: func(text: string) -> string;
                  export add: func(a: u32, b: u32) -> u32;
                }
                """);
        Files.writeString(Files.createDirectories(wit.resolve("deps")).resolve("other.wit"), "not read");
    }

    private Ended run(String line) throws Exception {
        return wassette.run(line.split(" "));
    }

    @Test
    void documentsATool() throws Exception {
        Ended inject = run("docs inject tools.wasm --wit-dir wit");
        assertEquals("Wrote tools.docs.wasm with the documentation of 1 function(s)\n", inject.out(), inject::err);
        Ended view = run("docs view tools.docs.wasm");
        assertEquals("""
                {
                  "docs": "Of the tests.",
                  "worlds": {
                    "tools": {
                      "docs": "Some tools.",
                      "func_exports": {
                        "echo": {
                          "docs": "Says it again.\\n\\nExactly."
                        }
                      }
                    }
                  }
                }
                """, view.out(), view::err);
        var client = new McpClient(home, "serve", "--runtime", "chicory");
        assertTrue(!client.call("load-component", "{\"path\":\"" + home.resolve("tools.docs.wasm") + "\"}").failed());
        assertTrue(JsonText.compact(client.request("tools/list", "{}")).contains("Says it again.\\n\\nExactly."));
        client.end();
    }

    @Test
    void replacesWhatIsThere() throws Exception {
        assertEquals(0, run("docs inject tools.wasm --wit-dir wit --inplace").status());
        byte[] once = Files.readAllBytes(home.resolve("tools.wasm"));
        assertEquals(0, run("docs inject tools.wasm --wit-dir wit/world.wit --out again.wasm").status());
        assertArrayEquals(once, Files.readAllBytes(home.resolve("again.wasm")));
        assertTrue(once.length > ComponentFixtures.read("tools").length);
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        assertEquals("Error: No package docs found in tools.wasm. Put them in with 'wassette docs inject'.\n",
                run("docs view tools.wasm").err());
        Files.writeString(home.resolve("wit/world.wit"), "package a:b;\nworld w { export f: fnc(); }");
        Ended broken = run("docs inject tools.wasm --wit-dir wit");
        assertEquals(1, broken.status());
        assertTrue(broken.err().contains("world.wit:2:24: expected"), broken::err);
        Files.writeString(home.resolve("core.wasm"), "\0asm\1\0\0\0");
        Files.writeString(home.resolve("wit/world.wit"), "package a:b;");
        assertTrue(run("docs inject core.wasm --wit-dir wit").err()
                .startsWith("Error: core.wasm is no component: this is a core module, not a component"));
        assertTrue(run("docs inject none.wasm --wit-dir wit").err().startsWith("Error: Component path does not exist: "));
        assertTrue(run("docs inject tools.wasm --wit-dir none").err().contains("There is no file or folder "));
        assertEquals(2, run("docs inject tools.wasm").status());
        assertEquals(2, run("docs inject tools.wasm --wit-dir wit --inplace --out x").status());
    }
}
