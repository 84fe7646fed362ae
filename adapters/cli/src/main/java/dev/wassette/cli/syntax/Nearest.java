package dev.wassette.cli.syntax;

import java.util.Optional;
import java.util.stream.Stream;

/// The known word that somebody may have meant.
public final class Nearest {
    private Nearest() {}

    /// {@return the known word that differs least from another, if it differs in no more than every third letter}
    public static Optional<String> of(String word, Stream<String> known) {
        return known.map(each -> new Candidate(each, distance(word, each)))
                .filter(each -> each.distance <= Math.max(1, each.word.length() / 3))
                .reduce((one, other) -> other.distance < one.distance ? other : one)
                .map(Candidate::word);
    }

    /// {@return a sentence that names it, behind an empty line; nothing where there is none}
    static String tip(String kind, String word, Stream<String> known) {
        return of(word, known).map(near -> "\n\n  tip: a similar " + kind + " exists: '" + near + "'").orElse("");
    }

    private record Candidate(String word, int distance) {}

    /// {@return how many letters have to be put in, taken out, changed or swapped with their neighbour}
    private static int distance(String one, String other) {
        int[][] rows = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : cell(rows, one, other, i, j);
            }
        }
        return rows[one.length()][other.length()];
    }

    private static int cell(int[][] rows, String one, String other, int i, int j) {
        int change = rows[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        int least = Math.min(change, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
    }
}
