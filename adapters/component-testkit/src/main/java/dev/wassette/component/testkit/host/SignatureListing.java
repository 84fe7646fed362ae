package dev.wassette.component.testkit.host;

import dev.wassette.component.host.HostInterface;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// What host interfaces declare, as text, for comparison with a listing made from the WIT that they implement.
///
/// In such a listing a line `$name = text` gives a name to a type, `$name` stands for that text in every other line,
/// and lines that begin with `#` say something to the reader.
public final class SignatureListing {
    private SignatureListing() {}

    /// {@return one line for each interface, resource and function, all sorted, with every type written out}
    public static String of(List<HostInterface> interfaces) {
        var text = new StringBuilder();
        interfaces.stream().sorted(Comparator.comparing(HostInterface::name)).forEach(each -> {
            text.append('\n').append(each.name()).append('\n');
            for (String resource : new TreeSet<>(each.resourceNames())) {
                text.append("  resource ").append(resource).append('\n');
            }
            for (String function : new TreeSet<>(each.functionNames())) {
                text.append("  ").append(function).append(": ")
                        .append(each.function(function).orElseThrow().signature()).append('\n');
            }
        });
        return text.toString();
    }

    /// {@return a listing with its names replaced by what they stand for}
    public static String expand(String listing) {
        Map<String, String> names = new LinkedHashMap<>();
        var text = new StringBuilder();
        for (String line : listing.lines().toList()) {
            if (line.startsWith("$")) {
                String[] sides = line.split(" = ", 2);
                names.put(sides[0], sides[1]);
            } else if (!line.startsWith("#")) {
                text.append(replace(line, names)).append('\n');
            }
        }
        return text.toString();
    }

    private static String replace(String line, Map<String, String> names) {
        String before;
        String after = line;
        do {
            before = after;
            for (Map.Entry<String, String> name : names.entrySet()) {
                // $descriptor is not a part of $descriptor-flags
                after = after.replaceAll("\\Q" + name.getKey() + "\\E(?![\\w-])",
                        name.getValue().replace("$", "\\$"));
            }
        } while (!after.equals(before));
        return after;
    }
}
