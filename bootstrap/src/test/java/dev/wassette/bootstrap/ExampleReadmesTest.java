package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.bootstrap.CommandLine.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the pages of the examples say is what happens: each `$ wassette ...` of their blocks of `console` is run, in one
/// home for each page, and each `> METHOD PARAMETERS` of their blocks of `mcp` is asked. Stand-ins answer for the web. With
/// `-Dwassette.docs.update=true` the answers are rewritten; then their difference is to be read.
class ExampleReadmesTest {
    private static final Path EXAMPLES = Path.of("..", "examples");
    private static final Path CACHE = Path.of("target", "examples-cache");
    private static final String PROMPT = "$ ";
    private static final String REQUEST = "> ";

    @TempDir
    private Path temporary;

    /// {@return variables for servers that share what is compiled: that takes long, and until `mvn clean` it happens once}
    static Map<String, String> compiledOnce() {
        String cache = CACHE.toAbsolutePath().toString();
        return Map.of("XDG_CACHE_HOME", cache, "XDG_STATE_HOME", cache + "/state"); // the key of the cache is in the latter
    }

    static List<Path> pages() throws Exception {
        try (Stream<Path> folders = Files.list(EXAMPLES)) {
            return folders.map(folder -> folder.resolve("README.md")).filter(ExampleReadmesTest::isRun).sorted().toList();
        }
    }

    private static boolean isRun(Path page) {
        try {
            return Files.exists(page) && Files.exists(page.resolveSibling("wit"))
                    && Files.readAllLines(page).contains("```console");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void mostExamplesAreShown() throws Exception {
        assertTrue(pages().size() >= 10, pages()::toString);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void whatThePageSaysIsWhatHappens(Path page) throws Exception {
        String name = page.getParent().getFileName().toString();
        if (!Files.exists(page.resolveSibling(name + ".wasm"))) {
            BuiltExample.requireBuilt(name);
        }
        String before = Files.readString(page);
        try (var web = new EchoServer(); var services = new StandIns()) {
            String after = new Reading(temporary.toRealPath(), web, services).read(before.lines().toList());
            if (Boolean.getBoolean("wassette.docs.update")) {
                Files.writeString(page, after);
            }
            assertEquals(Files.readString(page), after,
                    page + " is out of date: mvn verify -Dwassette.docs.update=true rewrites it");
        }
    }

    /// One page in one home.
    private static final class Reading {
        private final Path home;
        private final EchoServer web;
        private final StandIns services;
        private final CommandLine wassette;

        Reading(Path home, EchoServer web, StandIns services) throws Exception {
            this.home = home;
            this.web = web;
            this.services = services;
            this.wassette = new CommandLine(home);
            Files.createDirectories(home.resolve("documents/out"));
            Files.writeString(home.resolve("documents/poem.txt"), "Roses are red\nViolets are blue\n");
        }

        String read(List<String> lines) throws Exception {
            var page = new ArrayList<String>();
            for (int at = 0; at < lines.size(); at++) {
                String line = lines.get(at);
                page.add(line);
                if (Set.of("```console", "```mcp").contains(line)) {
                    int end = at + 1 + lines.subList(at + 1, lines.size()).indexOf("```");
                    List<String> block = lines.subList(at + 1, end);
                    page.addAll(line.endsWith("mcp") ? mcp(block) : console(block));
                    at = end - 1;
                }
            }
            return String.join("\n", page) + "\n";
        }

        private List<String> console(List<String> block) throws Exception {
            var happened = new ArrayList<String>();
            for (String line : block.stream().filter(each -> each.startsWith(PROMPT)).toList()) {
                happened.add(line);
                List<String> words = wassette.words(toHere(line.substring(PROMPT.length())));
                Ended ended = wassette.run(words, variables(), "");
                happened.addAll(lines(ended));
                if (words.subList(0, 2).equals(List.of("component", "load"))) {
                    lookElsewhere(Path.of(words.get(2)).getFileName().toString().replace(".wasm", ""));
                }
            }
            return happened;
        }

        private List<String> lines(Ended ended) {
            Stream<String> problems = ended.err().lines().filter(line -> !line.isBlank()).filter(line ->
                    Stream.of("WARNING: ", "Loading ", "Calling ").noneMatch(line::startsWith)); // of Java; how far it is
            Stream<String> status = ended.status() == 0 ? Stream.of() : Stream.of("[exit status " + ended.status() + "]");
            return Stream.of(ended.out().lines(), problems, status).flatMap(each -> each).map(this::toPage).toList();
        }

        /// Lets an example find the stand-ins, which the page does not speak of.
        private void lookElsewhere(String id) throws Exception {
            String policy = services.variables().keySet().stream().map(variable -> "      - key: " + variable + "\n")
                    .collect(Collectors.joining("", "version: '1.0'\npermissions:\n  environment:\n    allow:\n", ""));
            Files.writeString(home.resolve("data/wassette/components/" + id + ".policy.yaml"), policy);
        }

        private List<String> mcp(List<String> block) throws Exception {
            var happened = new ArrayList<String>();
            try (var client = new McpClient(home, variables(), "serve", "--stdio")) {
                for (String line : block.stream().filter(each -> each.startsWith(REQUEST)).toList()) {
                    happened.add(line);
                    String[] request = toHere(line.substring(REQUEST.length())).split(" ", 2);
                    JsonObject answer = client.request(request[0], request[1]);
                    String said = JsonText.pretty(answer.get("result").or(() -> answer.get("error")).orElseThrow());
                    said.lines().map(each -> "< " + toPage(each)).forEach(happened::add);
                }
                client.end();
            }
            return happened;
        }

        private Map<String, String> variables() throws Exception {
            Map<String, String> variables = new HashMap<>(services.variables());
            TestEngines.library().ifPresent(library -> variables.put(TestEngines.LIBRARY, library));
            variables.putAll(compiledOnce());
            return variables;
        }

        private String toHere(String text) {
            return services.toLoopback(text).replace("https://example.com", "http://" + web.authority())
                    .replace("example.com", web.authority()).replace("/srv/documents", home + "/documents")
                    .replace("YOUR-KEY", WebService.KEY)
                    .replaceAll("(^| )examples/", "$1" + EXAMPLES.toAbsolutePath().normalize() + "/");
        }

        private String toPage(String text) {
            return services.toReal(text).replace("http://" + web.authority(), "https://example.com")
                    .replace(web.authority(), "example.com").replace(home + "/documents", "/srv/documents")
                    .replace(WebService.KEY, "YOUR-KEY")
                    .replaceAll("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z", "2026-01-31T23:59:59$1Z")
                    .replaceAll("(:\\d\\d)\\.\\d+Z", "$1.123Z");
        }
    }
}
