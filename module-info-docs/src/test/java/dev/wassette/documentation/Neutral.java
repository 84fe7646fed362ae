package dev.wassette.documentation;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What differs from run to run, and what stands for it in a page.
///
/// @param home of the user; `/home/me` in pages
/// @param port where a server listens; `9001` in pages
record Neutral(String home, int port) {
    private static final String HOME = "/home/me";
    private static final String PORT = "9001";

    /// {@return a line of a page as it is to be run}
    String real(String text) {
        return text.replace(HOME, home).replace(PORT, Integer.toString(port));
    }

    /// {@return what was printed, as a page has it}
    String shown(String text) {
        return text.replace(home, HOME).replace(Integer.toString(port), PORT)
                .replaceAll("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z", "2026-01-01T00:00:00Z")
                .replaceAll("(duration_ms\\\\?\": ?)\\d+", "$17")
                .replaceAll("(created_at\\\\?\": ?)\\d+", "$11767225600")
                .replaceAll("(?m)^Loading \\S+: .*\\d s\n", "") // how far a load has come, where it takes long
                .replaceAll("command line of [\\w.-]+", "command line of me")
                .replaceAll("JavaVersion:\"[^\"]*\"", "JavaVersion:\"25\"")
                .replaceAll("wassette (unknown|[0-9.]+) version", "wassette 0.1.0 version")
                .replaceAll("([vV]ersion\"?: ?)\"(unknown|0\\.[0-9.]+)\"", "$1\"0.1.0\"");
    }

    /// {@return whether a page says what was printed; `...` stands for anything, on a line of its own for any lines}
    static boolean fits(List<String> expected, List<String> printed) {
        String pattern = expected.stream()
                .map(line -> line.equals("...") ? "(?:.*\n)*?" : parts(line.stripTrailing()) + "\n")
                .collect(Collectors.joining());
        String text = printed.stream().map(line -> line.stripTrailing() + "\n").collect(Collectors.joining());
        return Pattern.matches(pattern, text);
    }

    private static String parts(String line) {
        return Pattern.compile("...", Pattern.LITERAL).splitAsStream(line + "\n").map(part -> Pattern.quote(part.replace("\n", "")))
                .collect(Collectors.joining(".*"));
    }
}
