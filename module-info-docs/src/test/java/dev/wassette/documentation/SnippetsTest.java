package dev.wassette.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.port.out.ManifestFormat;
import dev.wassette.application.port.out.PolicyFormat;
import dev.wassette.configuration.toml.ConfigurationFile;
import dev.wassette.documentation.Page.Block;
import dev.wassette.policy.yaml.YamlManifestFormat;
import dev.wassette.policy.yaml.YamlPolicyFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// Files that the pages show are what they are said to be: policies, manifests, settings, JSON.
class SnippetsTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("<[^>\n]+>");

    /// @param page for messages
    record Snippet(String page, Block block) {
        @Override
        public String toString() {
            return page + ", line " + block.first();
        }
    }

    private static List<Snippet> snippets(String language) throws IOException {
        return Pages.written().stream().flatMap(page -> page.blocks().stream()
                .filter(block -> block.language().equals(language)).map(block -> new Snippet(page.name(), block))).toList();
    }

    static List<Snippet> yaml() throws IOException {
        return snippets("yaml");
    }

    static List<Snippet> toml() throws IOException {
        return snippets("toml");
    }

    static List<Snippet> json() throws IOException {
        return snippets("json");
    }

    @ParameterizedTest
    @MethodSource("yaml")
    void yamlIsWhatItLooksLike(Snippet snippet) {
        String text = PLACEHOLDER.matcher(snippet.block().text()).replaceAll("0".repeat(64));
        if (text.lines().anyMatch(line -> line.startsWith("permissions:"))) {
            assertInstanceOf(PolicyFormat.Read.class, new YamlPolicyFormat().read(text));
        } else if (text.lines().anyMatch(line -> line.startsWith("components:"))) {
            assertInstanceOf(ManifestFormat.Read.class, new YamlManifestFormat().read(text));
        } else {
            new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text).forEach(document -> assertTrue(document != null));
        }
    }

    @ParameterizedTest
    @MethodSource("toml")
    void settingsHaveAMeaning(Snippet snippet, @TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("config.toml"), snippet.block().text());
        ConfigurationFile read = ConfigurationFile.read(file);
        if (read.keys().contains("rule")) {
            return; // a trust policy, whose reader has its own tests
        }
        Set<String> unknown = new TreeSet<>(read.keys());
        unknown.removeAll(settings());
        assertEquals(Set.of(), unknown);
        for (String key : read.keys()) {
            if (!Set.of("environment_vars", "registries").contains(key)) {
                read.text(key);
            } else {
                read.texts(key);
            }
        }
    }

    /// {@return the keys that the program tells when it is asked for its configuration, as the documentation has it}
    private static Set<String> settings() throws IOException {
        Set<String> keys = new TreeSet<>(Set.of("component_dir", "environment_vars", "registries"));
        Files.readString(Pages.root().resolve("docs/cli.md")).lines().filter(line -> line.startsWith("  - key: "))
                .forEach(line -> keys.add(line.substring("  - key: ".length())));
        assertTrue(keys.size() > 10, keys::toString);
        return keys;
    }

    @ParameterizedTest
    @MethodSource("json")
    void jsonIsJson(Snippet snippet) throws Exception {
        JsonText.parse(snippet.block().text());
    }

    @Test
    void thereAreSnippets() throws IOException {
        assertTrue(yaml().size() > 3 && toml().size() > 1 && json().size() > 3);
    }

    /// No language that nobody checks.
    @Test
    void everyBlockSaysWhatItIs() throws IOException {
        Set<String> known = Set.of("console", "mcp", "json", "yaml", "toml", "wit", "text", "java", "javascript", "typescript",
                "c", "rust", "go", "python", "mermaid", "dockerfile", "markdown", "nginx", "powershell", "xml");
        List<String> others = Pages.written().stream().flatMap(page -> page.blocks().stream()
                .filter(block -> Stream.of("sh", "bash").noneMatch(block.language()::equals))
                .filter(block -> !known.contains(block.language()))
                .map(block -> page.name() + ", line " + block.first() + ": " + block.language())).toList();
        assertEquals(List.of(), others);
    }
}
