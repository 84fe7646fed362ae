package dev.wassette.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A table with lines between its columns (contract A.3). What does not fit the terminal is cut at the end of the last
/// column.
final class Grid {
    private static final String GAP = " | ";
    private static final int LEAST_LAST_COLUMN = 12;

    private final Terminal terminal;
    private final List<String> titles;
    private final List<List<String>> rows = new ArrayList<>();

    Grid(Terminal terminal, String... titles) {
        this.terminal = terminal;
        this.titles = List.of(titles);
    }

    void row(String... cells) {
        rows.add(Arrays.stream(cells).map(cell -> Table.printable(cell.lines().findFirst().orElse(""))).toList());
    }

    String text() {
        int[] widths = IntStream.range(0, titles.size()).map(this::width).toArray();
        int last = widths.length - 1;
        int before = IntStream.of(widths).sum() - widths[last] + GAP.length() * last;
        int most = Math.max(LEAST_LAST_COLUMN, terminal.width() - before);
        var text = new StringBuilder(terminal.bold(line(titles, widths, most))).append('\n').append(rule(widths, most)).append('\n');
        rows.forEach(row -> text.append(line(row, widths, most)).append('\n'));
        return text.toString();
    }

    private int width(int column) {
        return Math.max(titles.get(column).length(), rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
    }

    private static String line(List<String> cells, int[] widths, int most) {
        var line = new StringBuilder();
        for (int column = 0; column < widths.length - 1; column++) {
            String cell = cells.get(column);
            line.append(cell).repeat(' ', widths[column] - cell.length()).append(GAP);
        }
        String cell = cells.getLast();
        return line.append(cell.length() <= most ? cell : cell.substring(0, most - 3) + "...").toString().stripTrailing();
    }

    private static String rule(int[] widths, int most) {
        int last = widths.length - 1;
        return IntStream.range(0, widths.length)
                .mapToObj(column -> "-".repeat((column == last ? Math.min(most, widths[column]) : widths[column])
                        + (column == 0 || column == last ? 1 : 2)))
                .collect(Collectors.joining("|"));
    }
}
