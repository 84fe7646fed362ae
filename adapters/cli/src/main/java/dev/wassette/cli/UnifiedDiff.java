package dev.wassette.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How two texts differ, line by line, in the format of `diff -u`. The texts may be anybody's: characters that steer a
/// terminal are replaced.
final class UnifiedDiff {
    private static final int CONTEXT = 3;

    private final List<String> before;
    private final List<String> after;
    private final List<Line> lines = new ArrayList<>();

    /// @param sign `-`, `+`, or a space
    /// @param before how many lines of the first text stand above it
    /// @param after how many lines of the second text stand above it
    private record Line(char sign, String text, int before, int after) {
        boolean isChange() {
            return sign != ' ';
        }
    }

    private UnifiedDiff(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
    }

    /// {@return the differences; nothing when there are none}
    ///
    /// @param before empty for no text at all
    /// @param after empty for no text at all
    static String of(String nameBefore, Optional<String> before, String nameAfter, Optional<String> after, Terminal terminal) {
        var diff = new UnifiedDiff(lines(before), lines(after));
        diff.compare();
        String hunks = diff.hunks(terminal);
        return hunks.isEmpty() ? ""
                : terminal.bold("--- " + Table.printable(nameBefore)) + "\n" + terminal.bold("+++ " + Table.printable(nameAfter))
                        + "\n" + hunks;
    }

    private static List<String> lines(Optional<String> text) {
        if (text.isEmpty() || text.get().isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        text.get().lines().forEach(line -> lines.add(Table.printable(line)));
        if (!text.get().endsWith("\n")) {
            lines.add(lines.removeLast() + "\n\\ No newline at end of file");
        }
        return lines;
    }

    /// What both begin and end with needs no search.
    private void compare() {
        int start = 0;
        while (start < Math.min(before.size(), after.size()) && before.get(start).equals(after.get(start))) {
            keep(start, start);
            start++;
        }
        int end = 0;
        while (end < Math.min(before.size(), after.size()) - start
                && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        search(start, before.size() - end, after.size() - end);
        for (int i = end; i > 0; i--) {
            keep(before.size() - i, after.size() - i);
        }
    }

    private void keep(int i, int j) {
        lines.add(new Line(' ', before.get(i), i, j));
    }

    /// The longest common subsequence of what is between; of very long texts, none.
    private void search(int start, int endBefore, int endAfter) {
        boolean isLong = (long) (endBefore - start) * (endAfter - start) > CliLimits.MAX_COMPARED_LINES;
        int[][] common = isLong ? new int[0][] : common(start, endBefore, endAfter);
        int i = start;
        int j = start;
        while (i < endBefore || j < endAfter) {
            boolean isSame = !isLong && i < endBefore && j < endAfter && before.get(i).equals(after.get(j));
            if (isSame) {
                keep(i++, j++);
            } else if (i < endBefore && (isLong || j == endAfter || common[i + 1 - start][j - start] >= common[i - start][j + 1 - start])) {
                lines.add(new Line('-', before.get(i), i++, j));
            } else {
                lines.add(new Line('+', after.get(j), i, j++));
            }
        }
    }

    /// {@return how many lines the rests of both texts have in common, from each pair of lines on}
    private int[][] common(int start, int endBefore, int endAfter) {
        int[][] common = new int[endBefore - start + 1][endAfter - start + 1];
        for (int i = endBefore - 1; i >= start; i--) {
            for (int j = endAfter - 1; j >= start; j--) {
                common[i - start][j - start] = before.get(i).equals(after.get(j)) ? common[i + 1 - start][j + 1 - start] + 1
                        : Math.max(common[i + 1 - start][j - start], common[i - start][j + 1 - start]);
            }
        }
        return common;
    }

    private String hunks(Terminal terminal) {
        var text = new StringBuilder();
        int next = 0;
        for (int first = nextChange(0); first < lines.size(); first = nextChange(next)) {
            int last = first;
            for (int other = nextChange(last + 1); other < lines.size() && other - last <= 2 * CONTEXT + 1; other = nextChange(last + 1)) {
                last = other;
            }
            int from = Math.max(next, first - CONTEXT);
            next = Math.min(lines.size(), last + 1 + CONTEXT);
            hunk(lines.subList(from, next), terminal, text);
        }
        return text.toString();
    }

    private int nextChange(int from) {
        int i = from;
        while (i < lines.size() && !lines.get(i).isChange()) {
            i++;
        }
        return i;
    }

    private static void hunk(List<Line> hunk, Terminal terminal, StringBuilder text) {
        long removed = hunk.stream().filter(line -> line.sign() != '+').count();
        long added = hunk.stream().filter(line -> line.sign() != '-').count();
        text.append("@@ -").append(range(hunk.getFirst().before(), removed)).append(" +")
                .append(range(hunk.getFirst().after(), added)).append(" @@\n");
        hunk.forEach(line -> text.append(switch (line.sign()) {
            case '-' -> terminal.red("-" + line.text());
            case '+' -> terminal.green("+" + line.text());
            default -> " " + line.text();
        }).append('\n'));
    }

    /// Of no lines at all, the number is that of the line above them.
    private static String range(int above, long count) {
        return (count == 0 ? above : above + 1) + (count == 1 ? "" : "," + count);
    }
}
