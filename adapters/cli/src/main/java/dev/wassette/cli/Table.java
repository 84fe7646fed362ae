package dev.wassette.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Rows of text below one another. The last column may be of any width.
final class Table {
    private static final String GAP = "  ";

    private final List<String[]> rows = new ArrayList<>();

    Table(String... titles) {
        rows.add(titles);
    }

    void row(String... cells) {
        rows.add(Arrays.stream(cells).map(Table::printable).toArray(String[]::new));
    }

    /// {@return the text with question marks in place of characters that steer a terminal, which a file's name may have}
    static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    String text(Terminal terminal) {
        int[] widths = new int[rows.getFirst().length];
        for (String[] row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row[column].length());
            }
        }
        var text = new StringBuilder();
        for (String[] row : rows) {
            var line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                line.append(row[column]).repeat(' ', widths[column] - row[column].length()).append(GAP);
            }
            text.append(terminal.fit(line.toString().stripTrailing())).append('\n');
        }
        return text.toString();
    }
}
