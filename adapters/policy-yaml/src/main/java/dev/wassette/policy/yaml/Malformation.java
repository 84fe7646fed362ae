package dev.wassette.policy.yaml;

import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/// The text is no policy. The message says why and where.
final class Malformation extends Exception {
    private static final long serialVersionUID = 1;

    private final String place;

    Malformation(String what, Optional<Mark> where) {
        super(what + where.map(Malformation::position).orElse(""));
        this.place = where.map(Malformation::position).orElse("");
    }

    Malformation(String what, Node where) {
        this(what, Optional.ofNullable(where.getStartMark()));
    }

    /// {@return where, in brackets behind a space; empty when that is not known}
    String place() {
        return place;
    }

    private static String position(Mark mark) {
        return " (line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ")";
    }
}
