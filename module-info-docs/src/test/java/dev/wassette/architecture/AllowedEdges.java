package dev.wassette.architecture;

import dev.wassette.architecture.ModuleGraph.Edge;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `edges.txt`: every edge that may be, each with its reason. One per line: `FROM -> TO : REASON`; a line that starts
/// with `#` is a comment.
final class AllowedEdges {
    private static final Pattern LINE = Pattern.compile("(\\S+) -> (\\S+) : (\\S.*)");

    private AllowedEdges() {}

    /// {@return the reason of each edge}
    /// @throws IllegalArgumentException at a line that is no edge, or an edge that is there twice
    static SortedMap<Edge, String> parse(Stream<String> lines) {
        var edges = new TreeMap<Edge, String>();
        lines.filter(line -> !line.isBlank() && !line.startsWith("#")).map(AllowedEdges::edge).forEach(edge -> {
            if (edges.putIfAbsent(edge.getKey(), edge.getValue()) != null) {
                throw new IllegalArgumentException("twice: " + edge.getKey());
            }
        });
        return edges;
    }

    private static Map.Entry<Edge, String> edge(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no edge with a reason: " + line);
        }
        return Map.entry(new Edge(matcher.group(1), matcher.group(2)), matcher.group(3));
    }
}
