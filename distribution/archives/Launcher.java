import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes the launchers of an archive. What they share with the launcher of the source tree is taken from there, paragraph by
/// paragraph, so the two cannot drift apart.
final class Launcher {
    private static final Pattern INCLUDE = Pattern.compile("(?m)^#@ (.+)$");

    private final Path templates;
    private final String source;

    /// @param root of the source tree
    Launcher(Path root) throws IOException {
        this.templates = root.resolve("distribution/launcher");
        this.source = Files.readString(root.resolve("wassette"));
    }

    /// @param name of the archive
    /// @param modules in it
    String shell(String name, Set<String> modules) throws IOException {
        String template = Files.readString(templates.resolve("wassette")).replace("@NAME@", name);
        return INCLUDE.matcher(template)
                .replaceAll(include -> Matcher.quoteReplacement(paragraph(include.group(1))))
                .replace(value("native_access"), nativeAccess(modules));
    }

    String batch(Set<String> modules) throws IOException {
        return Files.readString(templates.resolve("wassette.bat"))
                .replace("@OPTIONS@", value("options").replaceAll("\\s+", " "))
                .replace("@NATIVE_ACCESS@", nativeAccess(modules))
                .replace("@PROGRAM@", value("program"))
                .replace("\n", "\r\n");
    }

    private String nativeAccess(Set<String> modules) {
        return Stream.of(value("native_access").split(",")).filter(modules::contains).collect(Collectors.joining(","));
    }

    /// {@return the lines between two empty ones of which one begins so}
    private String paragraph(String beginning) {
        return Stream.of(source.split("\n\n"))
                .filter(paragraph -> paragraph.lines().anyMatch(line -> line.startsWith(beginning)))
                .findFirst().orElseThrow(() -> new IllegalStateException("The launcher has no paragraph with a line '" + beginning + "'."));
    }

    private String value(String variable) {
        Matcher assignment = Pattern.compile("(?ms)^" + variable + "=(?:'([^']*)'|(\\S+))$").matcher(source);
        if (!assignment.find()) {
            throw new IllegalStateException("The launcher has no variable '" + variable + "'.");
        }
        return assignment.group(1) == null ? assignment.group(2) : assignment.group(1);
    }
}
