package dev.wassette.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wassette.documentation.Page.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the pages of `docs` say is what happens: every command in them is run, every answer compared. With
/// `-Dwassette.docs.update=true` what is different is rewritten; then its difference is to be read. With
/// `-Dwassette.docs.page=cookbook/.*` only those pages are read.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class PagesTest {
    /// Commands that a page cannot do without; others need nothing but the program.
    private static final Map<String, List<String>> NEEDS = Map.of(
            "cookbook/javascript.md", List.of("npm"),
            "cookbook/c.md", List.of("npm", "clang", "wasm-ld-14"),
            "cookbook/rust.md", List.of("npm", "cargo", "wasm-ld-14"),
            "docs/mcp-clients.md", List.of("curl"),
            "docs/migrating.md", List.of("npm"),
            "docs/publishing.md", List.of("curl", "docker-registry"),
            "docs/schemas.md", List.of("npm"),
            "docs/troubleshooting.md", List.of("curl"));

    private Program program;

    @BeforeAll
    void makeTheCommand(@TempDir Path folder) throws Exception {
        program = Program.in(Pages.root(), folder.toRealPath(), true);
    }

    static List<String> pages() throws IOException {
        return Pages.written().stream().filter(page -> page.blocks().stream().anyMatch(PagesTest::isRun)).map(Page::name)
                .filter(name -> !name.equals(QuickStartTest.PAGE))
                .filter(name -> name.matches(System.getProperty("wassette.docs.page", ".*"))).toList();
    }

    private static boolean isRun(Block block) {
        return (block.language().equals("console") || block.language().equals("mcp"))
                && !block.lines().getFirst().startsWith(Reader.NOT_RUN);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void whatThePageSaysIsWhatHappens(String name) throws IOException {
        Page page = Pages.written().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
        require(NEEDS.getOrDefault(name, List.of()));
        try (var home = Home.make(); var reader = new Reader(program.environment(home.path()), home.path())) {
            compare(page, reader.read(page));
        }
    }

    static void compare(Page page, Map<Block, List<String>> different) throws IOException {
        if (Boolean.getBoolean("wassette.docs.update")) {
            Files.writeString(page.file(), page.with(different));
            return;
        }
        assertEquals(blocks(different.keySet().stream().map(Block::lines)), blocks(different.values().stream()),
                () -> page.name() + " says something else in line " + different.keySet().iterator().next().first()
                        + "; -Dwassette.docs.update=true rewrites it");
    }

    private static String blocks(Stream<List<String>> blocks) {
        return blocks.map(lines -> String.join("\n", lines)).collect(Collectors.joining("\n\n"));
    }

    /// What builds a component takes its tools from npm, so it is followed only where somebody asks for that.
    private static void require(List<String> commands) {
        boolean required = "required".equals(System.getenv("WASSETTE_EXAMPLES"));
        List<String> missing = commands.stream().filter(command -> !Program.isThere(command)).toList();
        if (!missing.isEmpty() && required) {
            fail("not followed here: " + missing + " missing");
        }
        assumeTrue(missing.isEmpty(), () -> "not followed here: " + missing + " missing");
        assumeTrue(required || !commands.contains("npm"), "not followed here: WASSETTE_EXAMPLES is not 'required'");
    }

    /// What is not run is said to be so, and the index tells how much that is: not more than it says.
    @Test
    void theIndexTellsHowMuchIsNotRun() throws IOException {
        List<Block> blocks = Pages.written().stream().flatMap(page -> page.blocks().stream()).toList();
        long notRun = blocks.stream().filter(block -> !block.lines().isEmpty() && block.lines().getFirst().startsWith(Reader.NOT_RUN)).count();
        long run = blocks.stream().filter(PagesTest::isRun).flatMap(block -> block.lines().stream())
                .filter(line -> line.startsWith("$ ") || line.startsWith("> tools/")).count();
        Path index = Pages.root().resolve("docs/README.md");
        if (Boolean.getBoolean("wassette.docs.update")) {
            Files.writeString(index, Files.readString(index).replaceFirst("that are run: [0-9]+", "that are run: " + run)
                    .replaceFirst("blocks not run: [0-9]+", "blocks not run: " + notRun));
        }
        String text = Files.readString(index);
        assertTrue(number(text, "that are run: ") <= run, () -> "docs/README.md promises more than the " + run + " that are run");
        assertTrue(number(text, "blocks not run: ") >= notRun, () -> "docs/README.md admits fewer than the " + notRun + " that are not run");
    }

    private static long number(String text, String words) {
        int at = text.indexOf(words) + words.length();
        return Long.parseLong(text.substring(at).replaceFirst("(?s)[^0-9].*", ""));
    }

    /// What a shell would run is in a block that is run.
    @Test
    void noCommandHides() throws IOException {
        List<String> hidden = Pages.written().stream().flatMap(page -> page.blocks().stream()
                .filter(block -> Stream.of("sh", "bash", "shell", "zsh").anyMatch(block.language()::equals))
                .filter(block -> Reader.file(block).isEmpty())
                .map(block -> page.name() + ", line " + block.first())).toList();
        assertEquals(List.of(), hidden, "blocks of commands that nobody runs; call them console");
    }
}
