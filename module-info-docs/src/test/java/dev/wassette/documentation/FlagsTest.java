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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every command and every flag that a page names is one of the program.
class FlagsTest {
    /// `complete -c wassette -n '__wassette_at '\'' component load'\''' -l runtime`
    private static final Pattern COMPLETION = Pattern.compile("__wassette_at '\\\\''([^']*)'\\\\''.*? (?:-l (\\S+)|-a (\\S+) -d)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    /// Of Java, of `install.sh`, and of the check of the image.
    private static final Set<String> FOREIGN = Set.of("--add-modules", "--archive", "--enable-native-access", "--from", "--prefix", "--purge",
            "--uninstall", "--variant");

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

    /// {@return what in a command line the program does not know; in words that are flags alone, what no command knows}
    private static List<String> wrong(String line, Map<String, Set<String>> flags) {
        List<String> words = List.of(line.split("[ =]+"));
        if (!words.getFirst().equals("wassette")) {
            Set<String> all = flags.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
            return flagsOf(words).filter(flag -> !all.contains(flag)).toList();
        }
        List<String> command = words.stream().skip(1).takeWhile(word -> !Set.of("|", ">", "<", "2>", "&&").contains(word)).toList();
        String at = "";
        for (String word : command) {
            if (!flags.containsKey(at + " " + word)) {
                break;
            }
            at = at + " " + word;
        }
        if (at.isEmpty() && !command.isEmpty() && command.getFirst().matches("[a-z].*")) {
            return List.of("no such command");
        }
        Set<String> known = flags.getOrDefault(at, Set.of());
        Set<String> everywhere = flags.getOrDefault("", Set.of());
        return flagsOf(command).filter(flag -> !known.contains(flag) && !everywhere.contains(flag)).toList();
    }

    private static Stream<String> flagsOf(List<String> words) {
        return words.stream().filter(word -> word.startsWith("--")).map(word -> word.replaceAll("[^a-z0-9-].*", ""))
                .filter(flag -> !FOREIGN.contains(flag));
    }

    /// {@return for each command, each word with a space before it, its flags; as the completion of a shell knows them}
    private static Map<String, Set<String>> flags(Path folder) throws IOException, InterruptedException {
        Program program = Program.in(Pages.root(), folder, false);
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
