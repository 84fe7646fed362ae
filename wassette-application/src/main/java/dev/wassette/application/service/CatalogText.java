package dev.wassette.application.service;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.json.MalformedJson;
import dev.wassette.application.port.in.SearchComponents.Published;
import java.util.ArrayList;
import java.util.List;

/// A list of published components as JSON (contract K): `[{"name", "description", "uri"}]`. Whoever wrote it may be
/// anybody, and an agent reads it: texts are cut, and have no control characters.
final class CatalogText {
    private CatalogText() {}

    /// A text is no list of components. The message says where and why.
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    static List<Published> parse(String text) throws Malformed {
        try {
            if (!(JsonText.parse(text) instanceof JsonArray(List<JsonValue> entries))) {
                throw new Malformed("it is no array");
            }
            if (entries.size() > ServiceLimits.MAX_PUBLISHED) {
                throw new Malformed("it has more than " + ServiceLimits.MAX_PUBLISHED + " components");
            }
            List<Published> published = new ArrayList<>();
            for (JsonValue entry : entries) {
                published.add(published(entry, "[" + published.size() + "]"));
            }
            return published;
        } catch (MalformedJson e) {
            throw new Malformed("it is no JSON: " + e.getMessage());
        }
    }

    private static Published published(JsonValue entry, String path) throws Malformed {
        if (!(entry instanceof JsonObject object)) {
            throw new Malformed(path + " is no object");
        }
        return new Published(text(object, path, "name"), text(object, path, "description"), text(object, path, "uri"));
    }

    private static String text(JsonObject object, String path, String name) throws Malformed {
        if (object.get(name).orElse(object) instanceof JsonString(String text) && !text.isBlank()
                && text.length() <= ServiceLimits.MAX_PUBLISHED_TEXT) {
            return text.replaceAll("\\p{C}", " ").strip();
        }
        throw new Malformed(path + "." + name + " must be a text of 1 to " + ServiceLimits.MAX_PUBLISHED_TEXT + " characters");
    }
}
