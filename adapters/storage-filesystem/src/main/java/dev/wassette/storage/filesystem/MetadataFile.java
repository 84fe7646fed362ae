package dev.wassette.storage.filesystem;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonBool;
import dev.wassette.application.json.JsonValue.JsonNull;
import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.json.MalformedJson;
import dev.wassette.application.port.out.ComponentStore.Metadata;
import dev.wassette.application.port.out.ComponentStore.StoredTool;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.Digest;
import dev.wassette.domain.Provenance;
import dev.wassette.domain.ToolName;
import dev.wassette.domain.wit.FunctionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// The text of `<id>.metadata.json`: the members of contract G, and ours beside them.
///
/// While a component is replaced its file speaks of two versions, the new one and, in the member `previous`, the one
/// before: so whichever is found beside it is known. Members that we do not know do not matter; a file of another `format`
/// says nothing to us.
///
/// @param records the newest first; one or two
record MetadataFile(List<Entry> records) {
    private static final int FORMAT = 1;

    MetadataFile {
        records = List.copyOf(records);
    }

    /// What is known of one version of the component's bytes.
    ///
    /// @param createdAt seconds since the epoch
    record Entry(Stamp stamp, Metadata metadata, long createdAt) {}

    /// {@return the record of the version with this stamp}
    Optional<Entry> about(Stamp stamp) {
        return records.stream().filter(each -> each.stamp().is(stamp)).findFirst();
    }

    /// {@return the record of the version with this digest}
    Optional<Entry> about(Digest digest) {
        return records.stream().filter(each -> each.metadata().digest().hex().equals(digest.hex())).findFirst();
    }

    String text(ComponentId id) {
        JsonObject newest = json(id, records.getFirst());
        return JsonText.pretty(records.size() == 1 ? newest : newest.with("previous", json(id, records.getLast())))
                + "\n";
    }

    private static JsonObject json(ComponentId id, Entry record) {
        Metadata metadata = record.metadata();
        return JsonObject.empty()
                .with("format", JsonNumber.of(FORMAT))
                .with("component_id", new JsonString(id.value()))
                .with("source_uri", metadata.provenance().origin().<JsonValue>map(JsonString::new).orElse(JsonNull.NULL))
                .with("provenance", provenance(metadata.provenance()))
                .with("validation_stamp", JsonObject.empty()
                        .with("file_size", JsonNumber.of(record.stamp().size()))
                        .with("mtime", JsonNumber.of(Math.floorDiv(record.stamp().modified(), 1_000_000_000L)))
                        .with("mtime_nanos", JsonNumber.of(record.stamp().modified()))
                        .with("file_key", new JsonString(record.stamp().key()))
                        .with("content_hash", new JsonString(metadata.digest().hex())))
                .with("created_at", JsonNumber.of(record.createdAt()))
                .with("tool_names", array(metadata.tools(), tool -> new JsonString(tool.name().value())))
                .with("function_identifiers", array(metadata.tools(), tool -> function(tool.function())))
                .with("tool_schemas", array(metadata.tools(), MetadataFile::schema));
    }

    /// What older files do not have is not known. The origin has a place of its own, that of the contract.
    private static JsonObject provenance(Provenance provenance) {
        JsonObject json = JsonObject.empty().with("pinned", new JsonBool(provenance.pinned()));
        json = provenance.artifact().isEmpty() ? json
                : json.with("artifact_digest", new JsonString(provenance.artifact().get().hex()));
        json = provenance.loadedAt().isEmpty() ? json
                : json.with("loaded_at", JsonNumber.of(provenance.loadedAt().getAsLong()));
        return provenance.signedBy().isEmpty() ? json
                : json.with("signed_by", new JsonString(provenance.signedBy().get()));
    }

    private static Provenance provenance(JsonObject file) throws Malformed {
        Optional<String> origin = optional(file, "source_uri");
        if (file.get("provenance").isEmpty()) {
            return Provenance.of(origin);
        }
        JsonObject json = object(file, "provenance");
        return new Provenance(origin, optional(json, "artifact_digest").map(Digest::new),
                json.get("loaded_at").isPresent() ? OptionalLong.of(number(json, "loaded_at")) : OptionalLong.empty(),
                optional(json, "signed_by"), json.get("pinned").orElse(JsonNull.NULL) instanceof JsonBool(boolean pinned) && pinned);
    }

    private static JsonArray array(List<StoredTool> tools, Function<StoredTool, JsonValue> element) {
        return new JsonArray(tools.stream().map(element).toList());
    }

    private static JsonValue function(FunctionName name) {
        return JsonObject.empty()
                .with("package_name", JsonNull.NULL)
                .with("interface_name", name.interfaceName().<JsonValue>map(JsonString::new).orElse(JsonNull.NULL))
                .with("function_name", new JsonString(name.function()));
    }

    private static JsonValue schema(StoredTool tool) {
        JsonObject schema = JsonObject.empty()
                .with("name", new JsonString(tool.name().value()))
                .with("description", new JsonString(tool.description()))
                .with("inputSchema", tool.inputSchema());
        return tool.outputSchema().map(output -> schema.with("outputSchema", output)).orElse(schema);
    }

    /// The file does not say what it should.
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    /// {@return what the text says; empty when it is of another format}
    static Optional<MetadataFile> parse(String text) throws Malformed {
        try {
            JsonObject newest = object(JsonText.parse(text), "the file");
            if (newest.get("format").isEmpty() || number(newest, "format") != FORMAT) {
                return Optional.empty();
            }
            List<Entry> records = new ArrayList<>(List.of(record(newest)));
            if (newest.get("previous").isPresent()) {
                records.add(record(object(newest, "previous")));
            }
            return Optional.of(new MetadataFile(records));
        } catch (MalformedJson | IllegalArgumentException e) {
            throw new Malformed(e.getMessage());
        }
    }

    private static Entry record(JsonObject json) throws Malformed {
        JsonObject stamp = object(json, "validation_stamp");
        List<JsonValue> schemas = array(json, "tool_schemas");
        List<JsonValue> functions = array(json, "function_identifiers");
        if (schemas.size() != functions.size()) {
            throw new Malformed("'tool_schemas' and 'function_identifiers' differ in length");
        }
        List<StoredTool> tools = new ArrayList<>();
        for (int i = 0; i < schemas.size(); i++) {
            tools.add(tool(object(schemas.get(i), "a tool schema"), object(functions.get(i), "a function identifier")));
        }
        return new Entry(
                new Stamp(number(stamp, "file_size"), number(stamp, "mtime_nanos"), string(stamp, "file_key")),
                new Metadata(new Digest(string(stamp, "content_hash")), provenance(json), tools),
                number(json, "created_at"));
    }

    private static StoredTool tool(JsonObject schema, JsonObject function) throws Malformed {
        Optional<JsonObject> output = schema.get("outputSchema").isPresent()
                ? Optional.of(object(schema, "outputSchema")) : Optional.empty();
        return new StoredTool(new ToolName(string(schema, "name")),
                new FunctionName(optional(function, "interface_name"), string(function, "function_name")),
                string(schema, "description"), object(schema, "inputSchema"), output);
    }

    private static long number(JsonObject json, String name) throws Malformed {
        if (json.get(name).orElse(JsonNull.NULL) instanceof JsonNumber(var value)) {
            try {
                return value.longValueExact();
            } catch (ArithmeticException _) {
                throw new Malformed("'" + name + "' is no whole number");
            }
        }
        throw new Malformed("'" + name + "' must be a number");
    }

    private static String string(JsonObject json, String name) throws Malformed {
        return optional(json, name).orElseThrow(() -> new Malformed("'" + name + "' must be a string"));
    }

    private static Optional<String> optional(JsonObject json, String name) throws Malformed {
        return switch (json.get(name).orElse(JsonNull.NULL)) {
            case JsonString(String value) -> Optional.of(value);
            case JsonNull _ -> Optional.empty();
            case JsonValue _ -> throw new Malformed("'" + name + "' must be a string");
        };
    }

    private static List<JsonValue> array(JsonObject json, String name) throws Malformed {
        if (json.get(name).orElse(JsonNull.NULL) instanceof JsonArray(List<JsonValue> elements)) {
            return elements;
        }
        throw new Malformed("'" + name + "' must be an array");
    }

    private static JsonObject object(JsonObject json, String name) throws Malformed {
        return object(json.get(name).orElse(JsonNull.NULL), "'" + name + "'");
    }

    private static JsonObject object(JsonValue value, String what) throws Malformed {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new Malformed(what + " must be an object");
    }
}
