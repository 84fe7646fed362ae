package dev.wassette.mcp.tools;

import dev.wassette.application.answer.ComponentJson;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonNull;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.port.in.BuiltInTool;
import dev.wassette.application.port.in.ListComponents;
import dev.wassette.application.port.in.LoadComponent;
import dev.wassette.application.port.in.LoadComponent.LoadRequest;
import dev.wassette.application.port.in.SearchComponents;
import dev.wassette.application.port.in.SearchComponents.Published;
import dev.wassette.application.port.in.ToolDescription;
import dev.wassette.application.port.in.UnloadComponent;
import dev.wassette.domain.Digest;
import dev.wassette.domain.ToolName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The tools that manage components (contract B.4). Their result is JSON as text. Safe for use by several threads.
final class ComponentTools {
    private final LoadComponent load;
    private final UnloadComponent unload;
    private final ListComponents components;
    private final SearchComponents search;
    private final List<ToolDescription> descriptions = List.of(
            tool(BuiltInTool.LOAD_COMPONENT, "Loads a WebAssembly component. Its functions become tools. A "
                    + "component of the same name is replaced.",
                    property("path", "Where the component is: a path, or a URI such as file:// or oci://").with("digest",
                            text("The digest that the component must have, as sha256:<64 hexadecimal digits>. It is pinned to "
                                    + "that: only the user can replace it by another")), Stream.of("path")),
            describe(BuiltInTool.UNLOAD_COMPONENT, "Unloads a component. Its tools disappear.",
                    property("id", "The id of the component, as list-components tells it")),
            describe(BuiltInTool.LIST_COMPONENTS, "Lists the components, each with its id and its tools, or why it cannot be used.",
                    JsonObject.empty()),
            tool(BuiltInTool.SEARCH_COMPONENTS, "Lists components that are published, each with its URI.",
                    property("query", "Words that the name or the description should have, such as: weather. Without "
                            + "them all components are listed"), Stream.empty()));

    ComponentTools(LoadComponent load, UnloadComponent unload, ListComponents components, SearchComponents search) {
        this.load = Objects.requireNonNull(load);
        this.unload = Objects.requireNonNull(unload);
        this.components = Objects.requireNonNull(components);
        this.search = Objects.requireNonNull(search);
    }

    List<ToolDescription> descriptions() {
        return descriptions;
    }

    /// @param arguments with a member `path`, and perhaps one `digest`
    /// @param listChanged called when a component has come, before this method returns
    JsonObject load(JsonObject arguments, Runnable listChanged) {
        return withString(arguments, "path", path -> switch (arguments.get("digest").orElse(JsonNull.NULL)) {
            case JsonNull _ -> load(LoadRequest.of(path), listChanged);
            case JsonString(String digest) when Digest.parse(digest).isPresent() ->
                load(new LoadRequest(path, Digest.parse(digest), false, false, LoadComponent.Progress.NONE), listChanged);
            case JsonValue _ -> ToolJson.error("'digest' in arguments must be sha256: and 64 hexadecimal digits");
        });
    }

    /// @param arguments with a member `id`
    /// @param listChanged called when a component has gone, before this method returns
    JsonObject unload(JsonObject arguments, Runnable listChanged) {
        return withString(arguments, "id", id -> unload(id, listChanged));
    }

    private JsonObject load(LoadRequest request, Runnable listChanged) {
        return switch (load.load(request)) {
            case LoadComponent.Loaded loaded -> {
                listChanged.run();
                yield ToolJson.result(loaded(loaded));
            }
            case LoadComponent.NotLoaded(String reason) -> ToolJson.error(reason);
        };
    }

    private static JsonObject loaded(LoadComponent.Loaded loaded) {
        JsonObject json = ComponentJson.loaded(loaded);
        return loaded.warnings().isEmpty() ? json : json.with("warnings", strings(loaded.warnings().stream()));
    }

    private JsonObject unload(String id, Runnable listChanged) {
        return switch (unload.unload(id)) {
            case UnloadComponent.Unloaded(var unloaded) -> {
                listChanged.run();
                yield ToolJson.result(ComponentJson.unloaded(unloaded));
            }
            case UnloadComponent.NotFound(String asked) -> ToolJson.error("Component '" + asked + "' not found");
            case UnloadComponent.NotUnloaded(var there, String reason) -> ToolJson.failure(JsonObject.empty()
                    .with("status", new JsonString("error"))
                    .with("message", new JsonString(reason))
                    .with("id", new JsonString(there.value())));
        };
    }

    JsonObject list() {
        return ToolJson.result(ComponentJson.components(components.components()));
    }

    /// @param arguments that may have a member `query`
    JsonObject search(JsonObject arguments) {
        return switch (arguments.get("query").orElse(JsonNull.NULL)) {
            case JsonString(String query) -> found(search.search(Optional.of(query)));
            case JsonNull _ -> found(search.search(Optional.empty()));
            case JsonValue _ -> ToolJson.error("'query' in arguments must be a string");
        };
    }

    private static JsonObject found(List<Published> published) {
        return ToolJson.result(JsonObject.empty()
                .with("status", new JsonString("Component list found"))
                .with("components", new JsonArray(published.stream().<JsonValue>map(each -> JsonObject.empty()
                        .with("name", new JsonString(each.name()))
                        .with("description", new JsonString(each.description()))
                        .with("uri", new JsonString(each.uri()))).toList())));
    }

    private static JsonObject withString(JsonObject arguments, String name, Function<String, JsonObject> run) {
        return switch (arguments.get(name).orElse(JsonNull.NULL)) {
            case JsonString(String value) -> run.apply(value);
            case JsonNull _ -> ToolJson.error("Missing '" + name + "' in arguments");
            case JsonValue _ -> ToolJson.error("'" + name + "' in arguments must be a string");
        };
    }

    /// {@return a tool that needs all these properties}
    private static ToolDescription describe(BuiltInTool tool, String description, JsonObject properties) {
        return tool(tool, description, properties, properties.members().keySet().stream());
    }

    private static ToolDescription tool(BuiltInTool tool, String description, JsonObject properties,
            Stream<String> required) {
        JsonObject schema = JsonObject.empty()
                .with("type", new JsonString("object"))
                .with("properties", properties)
                .with("required", strings(required));
        return new ToolDescription(new ToolName(tool.word()), description, schema, Optional.empty());
    }

    private static JsonObject property(String name, String description) {
        return JsonObject.empty().with(name, text(description));
    }

    private static JsonObject text(String description) {
        return JsonObject.empty().with("type", new JsonString("string")).with("description", new JsonString(description));
    }

    private static JsonArray strings(Stream<String> strings) {
        return new JsonArray(strings.<JsonValue>map(JsonString::new).toList());
    }
}
