package dev.wassette.application.answer;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonNull;
import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.port.in.ListComponents.Summary;
import dev.wassette.application.port.in.LoadComponent.Loaded;
import dev.wassette.application.port.in.SearchComponents.Published;
import dev.wassette.application.port.in.ToolDescription;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.ToolName;
import java.util.List;
import java.util.stream.Stream;

/// What people hear of components and tools on the command line (contract A.3), and agents from built-in tools (B.4).
public final class ComponentJson {
    private ComponentJson() {}

    /// {@return the answer to a load}
    public static JsonObject loaded(Loaded loaded) {
        JsonObject json = JsonObject.empty().with("id", new JsonString(loaded.id().value()));
        json = loaded.proposal().isEmpty() ? json
                : json.with("policy", ProvenanceJson.proposal(loaded.proposal().get()));
        return json
                .with("status", new JsonString("component " + (loaded.replaced() ? "reloaded" : "loaded") + " successfully"))
                .with("tools", strings(loaded.tools().stream().map(ToolName::value)));
    }

    /// {@return the answer to an unload}
    public static JsonObject unloaded(ComponentId id) {
        return JsonObject.empty()
                .with("id", new JsonString(id.value()))
                .with("status", new JsonString("component unloaded successfully"));
    }

    /// {@return the list of components}
    public static JsonObject components(List<Summary> components) {
        return JsonObject.empty()
                .with("components", new JsonArray(components.stream().map(ComponentJson::summary).toList()))
                .with("total", JsonNumber.of(components.size()));
    }

    private static JsonValue summary(Summary component) {
        var tools = new JsonArray(component.tools().stream().map(ComponentJson::schema).toList());
        JsonObject json = ProvenanceJson.with(JsonObject.empty()
                .with("id", new JsonString(component.id().value()))
                .with("schema", component.isUnknown() ? JsonNull.NULL : JsonObject.empty().with("tools", tools))
                .with("tools_count", JsonNumber.of(component.tools().size())), component);
        return component.problem().map(problem -> json.with("problem", new JsonString(problem))).orElse(json);
    }

    private static JsonValue schema(ToolDescription tool) {
        JsonObject json = JsonObject.empty()
                .with("name", new JsonString(tool.name().value()))
                .with("description", new JsonString(tool.description()))
                .with("inputSchema", tool.inputSchema());
        return tool.outputSchema().map(schema -> json.with("outputSchema", schema)).orElse(json);
    }

    /// {@return the list of tools}
    public static JsonObject tools(List<ToolDescription> tools) {
        return JsonObject.empty().with("tools", new JsonArray(tools.stream().<JsonValue>map(ComponentJson::tool).toList()));
    }

    /// {@return one tool; its output schema is `null` for a function without a result}
    public static JsonObject tool(ToolDescription tool) {
        return JsonObject.empty()
                .with("name", new JsonString(tool.name().value()))
                .with("description", new JsonString(tool.description()))
                .with("input_schema", tool.inputSchema())
                .with("output_schema", tool.outputSchema().<JsonValue>map(schema -> schema).orElse(JsonNull.NULL));
    }

    /// {@return what was found in the list of published components}
    public static JsonObject published(List<Published> found) {
        return JsonObject.empty()
                .with("components", new JsonArray(found.stream().<JsonValue>map(each -> JsonObject.empty()
                        .with("description", new JsonString(each.description()))
                        .with("name", new JsonString(each.name()))
                        .with("uri", new JsonString(each.uri()))).toList()))
                .with("count", JsonNumber.of(found.size()))
                .with("status", new JsonString("success"));
    }

    private static JsonArray strings(Stream<String> strings) {
        return new JsonArray(strings.<JsonValue>map(JsonString::new).toList());
    }
}
