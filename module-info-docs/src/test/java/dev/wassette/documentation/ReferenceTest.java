package dev.wassette.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.port.in.BuiltInTool;
import dev.wassette.domain.policy.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Pages that are references leave nothing out: keys, variables, tools.
class ReferenceTest {
    private static final Pattern VARIABLE = Pattern.compile("\"(WASSETTE_[A-Z_]+)\"");

    @Test
    void everyLimitOfAPolicyIsThere() throws IOException {
        assertComplete("permissions.md", Arrays.stream(Resource.values()).map(resource -> "| `" + resource.key() + "` |").toList());
    }

    @Test
    void everyBuiltInToolIsThere() throws IOException {
        assertComplete("built-in-tools.md", Arrays.stream(BuiltInTool.values()).map(tool -> "`" + tool.word() + "`").toList());
    }

    @Test
    void everySettingIsThere() throws IOException {
        List<String> keys = Files.readString(Pages.root().resolve("docs/cli.md")).lines()
                .filter(line -> line.matches("  - key: [a-z_]+")).map(line -> line.substring("  - key: ".length()) + " = ").toList();
        assertTrue(keys.size() > 10, keys::toString);
        assertComplete("configuration.md", keys);
    }

    @Test
    void everyVariableIsThere() throws IOException {
        Set<String> variables = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Pages.root())) {
            for (Path file : files.filter(each -> each.toString().matches(".*/src/main/.*\\.java") && !each.toString().contains("testkit")).toList()) {
                VARIABLE.matcher(Files.readString(file)).results().forEach(found -> variables.add("`" + found.group(1) + "`"));
            }
        }
        variables.remove("`WASSETTE_`");
        assertTrue(variables.size() > 10, variables::toString);
        assertComplete("environment-variables.md", variables);
    }

    private static void assertComplete(String page, Iterable<String> words) throws IOException {
        String text = Files.readString(Pages.root().resolve("docs").resolve(page));
        Set<String> missing = new TreeSet<>();
        words.forEach(word -> {
            if (!text.contains(word)) {
                missing.add(word);
            }
        });
        assertEquals(Set.of(), missing, "docs/" + page + " does not have them");
    }
}
