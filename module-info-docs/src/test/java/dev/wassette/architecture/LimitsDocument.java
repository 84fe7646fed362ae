package dev.wassette.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `docs/LIMITS.md`: every bound of every module with the words that stand above it in its class.
final class LimitsDocument {
    private static final Pattern CONSTANT = Pattern.compile("\\s*(?:public )?static final \\w+ (M[AI][XN]_\\w+) = (.*);");

    private LimitsDocument() {}

    /// A bound.
    record Limit(String name, String value, String words) {}

    /// The bounds of one class.
    record Limits(String className, List<Limit> limits) {}

    static List<Limits> read() {
        return Reactor.folders().stream().flatMap(folder -> classes(folder.path().resolve("src/main/java"))).toList();
    }

    private static Stream<Limits> classes(Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith("Limits.java"))
                    .sorted()
                    .map(file -> new Limits(className(sources, file), limits(Reactor.lines(file).toList())))
                    .filter(limits -> !limits.limits().isEmpty())
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String className(Path sources, Path file) {
        return sources.relativize(file).toString().replace(".java", "").replace(file.getFileSystem().getSeparator(), ".");
    }

    static List<Limit> limits(List<String> lines) {
        List<Limit> limits = new ArrayList<>();
        var words = new StringJoiner(" ");
        for (String line : lines) {
            Matcher constant = CONSTANT.matcher(line);
            if (line.strip().startsWith("///")) {
                words.add(line.strip().substring(3).strip());
            } else {
                if (constant.matches()) {
                    limits.add(new Limit(constant.group(1), constant.group(2),
                            words.toString().replaceAll("\\s+", " ").strip()));
                }
                words = new StringJoiner(" ");
            }
        }
        return limits;
    }

    static String text(List<Limits> all) {
        var text = new StringJoiner("\n", "", "\n");
        text.add("# Limits").add("");
        text.add("What a guest, a client or a file can make the host do, each with its number, the attack and the reason.");
        text.add("Generated from the classes named: `mvn verify -Dwassette.docs.update=true` rewrites it.");
        for (Limits limits : all) {
            text.add("").add("## `" + limits.className() + "`").add("");
            limits.limits().forEach(
                    limit -> text.add("- `" + limit.name() + " = " + limit.value() + "`: " + limit.words()));
        }
        return text.toString();
    }
}
