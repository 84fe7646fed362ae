package dev.wassette.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A stranger's first ten minutes: a clone of these sources, an empty home, and nothing but a JDK, Maven and what every
/// POSIX system has. It builds the program, so it runs only where the environment variable `WASSETTE_QUICK_START` is
/// `required`.
class QuickStartTest {
    static final String PAGE = "docs/quick-start.md";
    /// What Maven, the launcher and the page need of a system.
    private static final List<String> COMMANDS = List.of("sh", "awk", "basename", "cat", "chmod", "cp", "cut", "date", "dirname",
            "expr", "find", "grep", "head", "kill", "ln", "ls", "mkdir", "mktemp", "mv", "printf", "pwd", "readlink", "rm", "rmdir",
            "sed", "sleep", "sort", "tail", "tee", "touch", "tr", "uname", "wc", "mvn");

    @Test
    void aStrangersFirstTenMinutes() throws Exception {
        assumeTrue("required".equals(System.getenv("WASSETTE_QUICK_START")), "WASSETTE_QUICK_START is not 'required'");
        Page page = Page.read(Pages.root().resolve(PAGE));
        try (var home = Home.make(); var bin = Home.make(); var reader = new Reader(environment(home.path(), bin.path()), home.path())) {
            Process clone = new ProcessBuilder("git", "clone", "--quiet", Pages.root().toString(),
                    home.path().resolve("wassette").toString()).inheritIO().start();
            assertEquals(0, clone.waitFor());
            PagesTest.compare(page, reader.read(page));
        }
    }

    private static Map<String, String> environment(Path home, Path bin) throws IOException {
        // What Maven has fetched before is not fetched again.
        return Map.of("HOME", home.toString(), "LANG", "C.UTF-8", "PATH", commands(bin).toString(), "MAVEN_OPTS",
                "-Dmaven.repo.local=" + System.getProperty("user.home") + "/.m2/repository");
    }

    private static Path commands(Path commands) throws IOException {
        for (String command : COMMANDS) {
            Path found = Program.find(command).orElseThrow(() -> new IOException(command + " is missing"));
            Files.createSymbolicLink(commands.resolve(command), found);
        }
        assertTrue(Files.notExists(commands.resolve("node")));
        return commands;
    }
}
