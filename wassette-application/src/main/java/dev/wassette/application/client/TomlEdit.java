package dev.wassette.application.client;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonObject;
import java.util.Map;
import java.util.regex.Pattern;

/// Puts a table behind a TOML text, or takes one out. Not one other character changes. Whether the text still says the
/// same is for the caller to look at: only a parser knows.
final class TomlEdit {
    private static final Pattern HEADER = Pattern.compile("^\\s*\\[");

    private TomlEdit() {}

    /// {@return the text and a table behind it}
    static String with(String text, String table, JsonObject values) {
        String newLine = text.contains("\r\n") ? "\r\n" : "\n";
        String before = text.isEmpty() ? "" : text.endsWith("\n") ? text + newLine : text + newLine + newLine;
        return before + table(table, values).replace("\n", newLine);
    }

    /// {@return the table as text}
    static String table(String table, JsonObject values) {
        var lines = new StringBuilder("[" + table + "]\n");
        for (Map.Entry<String, JsonValue> value : values.members().entrySet()) {
            // The texts and lists of texts that JSON has, TOML writes alike.
            lines.append(value.getKey()).append(" = ").append(JsonText.compact(value.getValue()).replace("\",\"", "\", \""))
                    .append('\n');
        }
        return lines.toString();
    }

    /// {@return the text without a table and those below it}
    ///
    /// @param parent of bare words, such as `mcp_servers`
    /// @param name a bare word
    static String without(String text, String parent, String name) {
        Pattern own = Pattern.compile("^\\s*\\[\\s*" + parent + "\\s*\\.\\s*(?:\"" + name + "\"|'" + name + "'|" + name
                + ")\\s*(?:\\.[^\\]]*)?\\]\\s*(?:#.*)?$");
        var kept = new StringBuilder();
        boolean inside = false;
        for (String line : text.split("(?<=\n)")) {
            if (HEADER.matcher(line).find()) {
                inside = own.matcher(line.stripTrailing()).matches();
            }
            if (!inside) {
                kept.append(line);
            }
        }
        return withoutEmptyEnd(kept.toString(), text);
    }

    /// What stood last leaves the empty line behind that parted it from the rest.
    private static String withoutEmptyEnd(String kept, String before) {
        boolean wasLast = !kept.equals(before) && before.startsWith(kept);
        return wasLast && kept.endsWith("\n\n") ? kept.substring(0, kept.length() - 1)
                : wasLast && kept.endsWith("\n\r\n") ? kept.substring(0, kept.length() - 2) : kept;
    }
}
