package dev.wassette.mcp.tools;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonNull;
import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.port.in.ListComponents;
import dev.wassette.application.port.in.ListComponents.Summary;
import dev.wassette.application.port.in.LoadComponent;
import dev.wassette.application.port.in.ToolDescription;
import dev.wassette.application.port.in.UnloadComponent;
import dev.wassette.domain.ToolName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The tools that manage components (contract B.4). Their result is JSON as text. Safe for use by several threads.
public final class BuiltInTools {
    private static final String LOAD = "load-component";
    private static final String UNLOAD = "unload-component";
    private static final String LIST = "list-components";

    private final LoadComponent load;
    private final UnloadComponent unload;
    private final ListComponents components;
    private final List<ToolDescription> descriptions = List.of(
            describe(LOAD, "Loads a WebAssembly component. Its functions become tools. A component of the same name is "
                    + "replaced.", property("path", "Where the component is: a path, or a file:// URI")),
            describe(UNLOAD, "Unloads a component. Its tools disappear.",
                    property("id", "The id of the component, as list-components tells it")),
            describe(LIST, "Lists the loaded components, each with its id and its tools.", JsonObject.empty()));

    public BuiltInTools(LoadComponent load, UnloadComponent unload, ListComponents components) {
        this.load = Objects.requireNonNull(load);
        this.unload = Objects.requireNonNull(unload);
        this.components = Objects.requireNonNull(components);
    }

    List<ToolDescription> descriptions() {
        return descriptions;
    }

    boolean has(String tool) {
        return switch (tool) {
            case LOAD, UNLOAD, LIST -> true;
            default -> false;
        };
    }

    /// @param tool one that this [#has]
    /// @param listChanged called when a component came or went, before this method returns
    JsonObject call(String tool, JsonObject arguments, Runnable listChanged) {
        return switch (tool) {
            case LOAD -> withString(arguments, "path", path -> load(path, listChanged));
            case UNLOAD -> withString(arguments, "id", id -> unload(id, listChanged));
            case LIST -> ToolJson.result(list());
            default -> throw new IllegalArgumentException(tool);
        };
    }

    private JsonObject load(String path, Runnable listChanged) {
        return switch (load.load(path)) {
            case LoadComponent.Loaded loaded -> {
                listChanged.run();
                yield ToolJson.result(loaded(loaded));
            }
            case LoadComponent.NotLoaded(String reason) -> ToolJson.error(reason);
        };
    }

    private static JsonObject loaded(LoadComponent.Loaded loaded) {
        JsonObject json = JsonObject.empty()
                .with("id", new JsonString(loaded.id().value()))
                .with("status", new JsonString(
                        "component " + (loaded.replaced() ? "reloaded" : "loaded") + " successfully"))
                .with("tools", strings(loaded.tools().stream().map(ToolName::value)));
        return loaded.warnings().isEmpty() ? json : json.with("warnings", strings(loaded.warnings().stream()));
    }

    private JsonObject unload(String id, Runnable listChanged) {
        return switch (unload.unload(id)) {
            case UnloadComponent.Unloaded(var unloaded) -> {
                listChanged.run();
                yield ToolJson.result(JsonObject.empty()
                        .with("id", new JsonString(unloaded.value()))
                        .with("status", new JsonString("component unloaded successfully")));
            }
            case UnloadComponent.NotFound(String asked) -> ToolJson.error("Component '" + asked + "' not found");
        };
    }

    private JsonObject list() {
        List<JsonValue> summaries = components.components().stream().map(BuiltInTools::summary).toList();
        return JsonObject.empty()
                .with("components", new JsonArray(summaries))
                .with("total", JsonNumber.of(summaries.size()));
    }

    private static JsonValue summary(Summary component) {
        return JsonObject.empty()
                .with("id", new JsonString(component.id().value()))
                .with("schema", JsonObject.empty().with("tools", ToolJson.tools(component.tools())))
                .with("tools_count", JsonNumber.of(component.tools().size()));
    }

    private static JsonObject withString(JsonObject arguments, String name, Function<String, JsonObject> run) {
        return switch (arguments.get(name).orElse(JsonNull.NULL)) {
            case JsonString(String value) -> run.apply(value);
            case JsonNull _ -> ToolJson.error("Missing '" + name + "' in arguments");
            case JsonValue _ -> ToolJson.error("'" + name + "' in arguments must be a string");
        };
    }

    /// {@return a tool that needs all these properties}
    private static ToolDescription describe(String name, String description, JsonObject properties) {
        JsonObject schema = JsonObject.empty()
                .with("type", new JsonString("object"))
                .with("properties", properties)
                .with("required", strings(properties.members().keySet().stream()));
        return new ToolDescription(new ToolName(name), description, schema, Optional.empty());
    }

    private static JsonObject property(String name, String description) {
        return JsonObject.empty().with(name, JsonObject.empty()
                .with("type", new JsonString("string"))
                .with("description", new JsonString(description)));
    }

    private static JsonArray strings(Stream<String> strings) {
        return new JsonArray(strings.<JsonValue>map(JsonString::new).toList());
    }
}
