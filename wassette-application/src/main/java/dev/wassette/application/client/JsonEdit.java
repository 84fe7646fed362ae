package dev.wassette.application.client;

import dev.wassette.application.client.JsonSpans.Member;
import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import java.util.List;

/// Puts a member into an object of a JSON text, or takes it out, in the manner of the text: its indentation and its line
/// ends. Not one other character changes.
final class JsonEdit {
    private static final String USUAL_UNIT = "  ";

    private final String text;
    private final String newLine;
    private final JsonSpans root;

    /// @param text a well-formed JSON object
    JsonEdit(String text) {
        this.text = text;
        this.newLine = text.contains("\r\n") ? "\r\n" : "\n";
        this.root = JsonSpans.of(text, JsonSpans.afterSpace(text, 0));
    }

    /// {@return the text with a member that it did not have, in the object at `container`, which is made where it is missing}
    String with(String container, String name, JsonObject value) {
        return root.member(container)
                .map(member -> insert(JsonSpans.of(text, member.valueStart()), name, value))
                .orElseGet(() -> insert(root, container, JsonObject.empty().with(name, value)));
    }

    /// {@return the text without a member that it has}
    String without(String container, String name) {
        JsonSpans inner = JsonSpans.of(text, root.member(container).orElseThrow().valueStart());
        List<Member> members = inner.members();
        Member member = inner.member(name).orElseThrow();
        int index = members.indexOf(member);
        if (members.size() == 1) {
            return text.substring(0, inner.open() + 1) + text.substring(inner.close());
        }
        return index + 1 < members.size()
                ? text.substring(0, member.start()) + text.substring(members.get(index + 1).start())
                : text.substring(0, members.get(index - 1).end()) + text.substring(member.end());
    }

    private String insert(JsonSpans object, String name, JsonValue value) {
        String key = JsonText.compact(new JsonString(name)) + ": ";
        if (object.members().isEmpty()) {
            String outer = indentation(object.open());
            String inner = outer + unit();
            return text.substring(0, object.open() + 1) + newLine + inner + key + lines(value, inner) + newLine + outer
                    + text.substring(object.close());
        }
        int behind = object.members().getLast().end();
        int first = object.members().getFirst().start();
        boolean onLinesOfItsOwn = text.substring(object.open(), first).contains("\n");
        String inner = indentation(first);
        String added = onLinesOfItsOwn ? "," + newLine + inner + key + lines(value, inner)
                : ", " + key + JsonText.compact(value);
        return text.substring(0, behind) + added + text.substring(behind);
    }

    private String lines(JsonValue value, String indentation) {
        var lines = new StringBuilder();
        for (String line : JsonText.pretty(value).split("\n")) {
            String words = line.stripLeading();
            int depth = (line.length() - words.length()) / USUAL_UNIT.length();
            lines.append(lines.isEmpty() ? "" : newLine + indentation).append(unit().repeat(depth)).append(words);
        }
        return lines.toString();
    }

    /// {@return the space with which a line begins}
    private String indentation(int index) {
        int start = text.lastIndexOf('\n', index) + 1;
        int end = start;
        while (end < index && " \t".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        return text.substring(start, end);
    }

    private String unit() {
        String found = root.members().isEmpty() ? "" : indentation(root.members().getFirst().start());
        return found.isEmpty() ? USUAL_UNIT : found;
    }
}
