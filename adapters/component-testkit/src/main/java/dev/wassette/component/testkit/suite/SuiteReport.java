package dev.wassette.component.testkit.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Counts what became of the commands of the suite, file by file.
final class SuiteReport {
    private final Map<String, Counts> files = new TreeMap<>();
    private final Map<String, List<String>> skipped = new TreeMap<>();

    /// What can become of a command.
    enum Outcome { PASSED, FAILED, SKIPPED, REFUSED, LEFT_OUT }

    private static final class Counts {
        private final int[] numbers = new int[Outcome.values().length];

        int of(Outcome outcome) {
            return numbers[outcome.ordinal()];
        }
    }

    void add(String file, Outcome outcome) {
        files.computeIfAbsent(file, _ -> new Counts()).numbers[outcome.ordinal()]++;
    }

    /// Says why a command was skipped.
    ///
    /// @param place the file and the line in it
    void explain(String place, String reason) {
        skipped.computeIfAbsent(reason, _ -> new ArrayList<>()).add(place);
    }

    /// {@return how many commands had this outcome}
    int total(Outcome outcome) {
        return files.values().stream().mapToInt(counts -> counts.of(outcome)).sum();
    }

    /// {@return the last line of the report}
    String summary() {
        return "core: %d passed, %d failed, %d skipped".formatted(
                total(Outcome.PASSED), total(Outcome.FAILED), total(Outcome.SKIPPED));
    }

    /// {@return a table in Markdown, then [#summary]}
    ///
    /// @param engine what the suite ran on
    String markdown(String engine) {
        return """
                Official Component Model suite on %s.
                "Refused" counts definitions that need asynchronous or otherwise gated features and were refused with a
                sentence; "left out" counts the commands that act on them.

                | file | passed | failed | skipped | refused | left out |
                |---|---|---|---|---|---|
                """.formatted(engine)
                + files.entrySet().stream().map(SuiteReport::row).collect(Collectors.joining())
                + skipped.entrySet().stream().map(SuiteReport::reason).collect(Collectors.joining("", "\nSkipped:\n", ""))
                + "\nother features: %d refused, %d left out\n".formatted(
                        total(Outcome.REFUSED), total(Outcome.LEFT_OUT))
                + summary() + "\n";
    }

    private static String row(Map.Entry<String, Counts> file) {
        Counts counts = file.getValue();
        return "| %s | %d | %d | %d | %d | %d |\n".formatted(file.getKey(), counts.of(Outcome.PASSED),
                counts.of(Outcome.FAILED), counts.of(Outcome.SKIPPED), counts.of(Outcome.REFUSED),
                counts.of(Outcome.LEFT_OUT));
    }

    private static String reason(Map.Entry<String, List<String>> reason) {
        return "- %d, %s: %s\n".formatted(reason.getValue().size(), reason.getKey(),
                reason.getValue().stream().sorted().collect(Collectors.joining(", ")));
    }
}
