package dev.wassette.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {
    private static final Pattern HUNK = Pattern.compile("@@ -(\\d+)(?:,(\\d+))? \\+(\\d+)(?:,(\\d+))? @@");

    private static String diff(String before, String after) {
        return UnifiedDiff.of("a", Optional.of(before), "b", Optional.of(after), Terminal.NONE);
    }

    @Test
    void showsWhatChangedWithThreeLinesAround() {
        assertEquals("""
                --- a
                +++ b
                @@ -2,7 +2,6 @@
                 2
                 3
                 4
                -5
                 6
                 7
                 8
                @@ -12,4 +11,5 @@
                 12
                 13
                 14
                -15
                +first
                +second
                """, diff(numbers(1, 16), numbers(1, 5) + numbers(6, 15) + "first\nsecond\n"));
    }

    @Test
    void knowsTextsThatAreNotThereOrHaveNoLineEnd() {
        assertEquals("--- a\n+++ b\n@@ -0,0 +1 @@\n+new\n", UnifiedDiff.of("a", Optional.empty(), "b", Optional.of("new\n"), Terminal.NONE));
        assertEquals("--- a\n+++ b\n@@ -1 +0,0 @@\n-old\n", UnifiedDiff.of("a", Optional.of("old\n"), "b", Optional.empty(), Terminal.NONE));
        assertEquals("--- a\n+++ b\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+x\n", diff("x", "x\n"));
        assertEquals("", diff("same\n", "same\n"));
    }

    @Test
    void steersNoTerminal() {
        String diff = diff("", "\u001b[31mred\u0007\n");
        assertEquals("--- a\n+++ b\n@@ -0,0 +1 @@\n+?[31mred?\n", diff);
        var terminal = new Terminal(true, 80, true);
        assertTrue(UnifiedDiff.of("a", Optional.of("old\n"), "b", Optional.of("new\n"), terminal)
                .endsWith("\u001b[31m-old\u001b[0m\n\u001b[32m+new\u001b[0m\n"));
    }

    @Test
    void makesTheSecondTextOfTheFirst() {
        var random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            String before = text(random);
            String after = text(random);
            assertEquals(after, applied(before, diff(before, after)), () -> diff(before, after));
        }
    }

    @Test
    void showsLongTextsThatDifferEverywhereAsOneChange() {
        String before = numbers(0, 5_000);
        String after = numbers(5_000, 10_000);
        assertEquals(after, applied(before, diff(before, after)));
    }

    private static String numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(number -> number + "\n").collect(Collectors.joining());
    }

    private static String text(Random random) {
        return IntStream.range(0, random.nextInt(30)).mapToObj(_ -> random.nextInt(6) + "\n").collect(Collectors.joining());
    }

    private static String applied(String before, String diff) {
        List<String> lines = before.lines().toList();
        List<String> result = new ArrayList<>();
        int next = 0;
        for (String line : diff.lines().skip(2).toList()) {
            Matcher hunk = HUNK.matcher(line);
            if (hunk.matches()) {
                int above = Integer.parseInt(hunk.group(1)) - ("0".equals(hunk.group(2)) ? 0 : 1);
                result.addAll(lines.subList(next, above));
                next = above;
                assertEquals(Integer.parseInt(hunk.group(3)) - ("0".equals(hunk.group(4)) ? 0 : 1), result.size(), diff);
            } else if (line.startsWith("+")) {
                result.add(line.substring(1));
            } else {
                assertEquals(lines.get(next++), line.substring(1), diff);
                if (line.startsWith(" ")) {
                    result.add(line.substring(1));
                }
            }
        }
        result.addAll(lines.subList(next, lines.size()));
        return result.stream().map(line -> line + "\n").collect(Collectors.joining());
    }
}
