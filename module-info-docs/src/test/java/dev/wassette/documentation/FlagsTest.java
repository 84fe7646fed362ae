package dev.wassette.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every command and every flag that a page names is one of the program.
class FlagsTest {
    /// `complete -c wassette -n '__wassette_at '\'' component load'\''' -l runtime`
    private static final Pattern COMPLETION = Pattern.compile("__wassette_at '\\\\''([^']*)'\\\\''.*? (?:-l (\\S+)|-a (\\S+) -d)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    /// Of other programs.
    private static final Set<String> FOREIGN = Set.of("--add-modules", "--module-path", "--enable-native-access", "--stdin");

    @Test
    void everyFlagIsOneOfTheProgram(@TempDir Path folder) throws Exception {
        Map<String, Set<String>> flags = flags(folder.toRealPath());
        assertTrue(flags.size() > 20, flags::toString);
        List<String> unknown = new ArrayList<>();
        for (Page page : Pages.written()) {
            for (String line : said(page)) {
                wrong(line, flags).forEach(each -> unknown.add(page.name() + ": " + each + " in " + line));
            }
        }
        assertEquals(List.of(), unknown);
    }

    /// {@return commands in blocks, and code in prose}
    private static List<String> said(Page page) {
        List<String> said = new ArrayList<>();
        page.blocks().stream().filter(block -> block.language().equals("console")).flatMap(block -> block.lines().stream())
                .filter(line -> line.matches("\\$ (\\S*/)?wassette .*")).map(line -> line.replaceFirst("^\\$ (\\S*/)?", "")).forEach(said::add);
        page.prose().forEach(line -> {
            Matcher code = CODE.matcher(line);
            while (code.find()) {
                if (code.group(1).startsWith("wassette ") || code.group(1).startsWith("--")) {
                    said.add(code.group(1));
                }
            }
        });
        return said;
    }

    private static List<String> wrong(String line, Map<String, Set<String>> flags) {
        List<String> wrong = new ArrayList<>();
        String at = "";
        boolean options = false;
        for (String word : line.replaceFirst("^wassette ", "").split("[ =]+")) {
            if (word.equals("|") || word.equals(">") || word.equals("--") || word.equals("&&")) {
                break;
            }
            if (word.startsWith("--")) {
                options = true;
                String flag = word.replaceAll("[,.;:)\\]]+$", "");
                Set<String> known = line.startsWith("wassette ") ? flags.getOrDefault(at, Set.of()) : union(flags);
                if (!known.contains(flag) && !union(flags, "").contains(flag) && !FOREIGN.contains(flag)) {
                    wrong.add(flag);
                }
            } else if (!options && flags.containsKey(at + " " + word)) {
                at = at + " " + word;
            }
        }
        if (line.matches("wassette [a-z].*") && at.isEmpty()) {
            wrong.add("no such command");
        }
        return wrong;
    }

    private static Set<String> union(Map<String, Set<String>> flags) {
        Set<String> all = new TreeSet<>();
        flags.values().forEach(all::addAll);
        return all;
    }

    private static Set<String> union(Map<String, Set<String>> flags, String command) {
        return flags.getOrDefault(command, Set.of());
    }

    /// {@return for each command, each word with a space before it, its flags; as the completion of a shell knows them}
    private static Map<String, Set<String>> flags(Path folder) throws IOException, InterruptedException {
        Program program = Program.in(Pages.root(), folder);
        Map<String, Set<String>> flags = new HashMap<>();
        try (var shell = new Shell(folder, program.environment(folder))) {
            for (String line : shell.run("wassette autocomplete fish").text().lines().toList()) {
                Matcher matcher = COMPLETION.matcher(line);
                if (line.startsWith("complete ") && matcher.find()) {
                    Set<String> known = flags.computeIfAbsent(matcher.group(1), _ -> new TreeSet<>());
                    if (matcher.group(2) != null) {
                        known.add("--" + matcher.group(2));
                    } else {
                        flags.computeIfAbsent(matcher.group(1) + " " + matcher.group(3), _ -> new TreeSet<>());
                    }
                }
            }
        }
        return flags;
    }
}
