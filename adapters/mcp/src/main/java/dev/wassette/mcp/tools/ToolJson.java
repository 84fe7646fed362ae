package dev.wassette.mcp.tools;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonBool;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.port.in.CallTool;
import dev.wassette.application.port.in.Content;
import dev.wassette.application.port.in.ToolDescription;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The shapes of MCP's schema that have to do with tools, `Tool` and `CallToolResult`: the one place where they are
/// made.
final class ToolJson {

    private ToolJson() {}

    static JsonArray tools(List<ToolDescription> tools) {
        return new JsonArray(tools.stream().map(ToolJson::tool).toList());
    }

    private static JsonValue tool(ToolDescription tool) {
        JsonObject json = JsonObject.empty()
                .with("name", new JsonString(tool.name().value()))
                .with("description", new JsonString(tool.description()))
                .with("inputSchema", tool.inputSchema());
        return tool.outputSchema().map(schema -> json.with("outputSchema", schema)).orElse(json);
    }

    /// {@return the result of a call to a component: only a function with a result has structured content. What the
    /// component was denied is a second text}
    ///
    /// @param offered whether the agent may call a built-in tool
    static JsonObject result(CallTool.Outcome outcome, Predicate<String> offered) {
        return switch (outcome) {
            case CallTool.Returned returned -> {
                JsonObject result = content(texts(returned.text(), outcome, offered))
                        .with("isError", new JsonBool(returned.isError()));
                yield returned.envelope() instanceof JsonObject envelope
                        ? result.with("structuredContent", envelope) : result;
            }
            case CallTool.Shown(List<Content> contents, _) -> JsonObject.empty()
                    .with("content", new JsonArray(Stream.concat(contents.stream().map(ToolJson::block),
                            missing(outcome, offered).map(ToolJson::text)).toList()))
                    .with("isError", new JsonBool(false));
            case CallTool.Failed(_, String message, _) ->
                content(texts("Error: " + message, outcome, offered)).with("isError", new JsonBool(true));
        };
    }

    private static List<String> texts(String first, CallTool.Outcome outcome, Predicate<String> offered) {
        return Stream.concat(Stream.of(first), missing(outcome, offered)).toList();
    }

    /// {@return all that the component was denied as one text, if it was denied anything}
    private static Stream<String> missing(CallTool.Outcome outcome, Predicate<String> offered) {
        return outcome.missing().isEmpty() ? Stream.empty() : Stream.of(
                outcome.missing().stream().map(each -> each.text(offered)).collect(Collectors.joining("\n")));
    }

    /// {@return MCP's schema `ContentBlock`}
    private static JsonValue block(Content content) {
        return switch (content) {
            case Content.Text(String text) -> text(text);
            case Content.Image(byte[] data, String mimeType) -> media("image", data, mimeType);
            case Content.Audio(byte[] data, String mimeType) -> media("audio", data, mimeType);
            case Content.Resource(String uri, Optional<String> mimeType, Content.Body body) -> {
                JsonObject named = JsonObject.empty().with("uri", new JsonString(uri));
                JsonObject typed = mimeType.map(type -> named.with("mimeType", new JsonString(type))).orElse(named);
                yield JsonObject.empty().with("type", new JsonString("resource")).with("resource", switch (body) {
                    case Content.TextBody(String text) -> typed.with("text", new JsonString(text));
                    case Content.BlobBody(byte[] blob) -> typed.with("blob", base64(blob));
                });
            }
        };
    }

    private static JsonObject media(String type, byte[] data, String mimeType) {
        return JsonObject.empty()
                .with("type", new JsonString(type))
                .with("data", base64(data))
                .with("mimeType", new JsonString(mimeType));
    }

    private static JsonString base64(byte[] bytes) {
        return new JsonString(Base64.getEncoder().encodeToString(bytes));
    }

    /// {@return the result of a call to a built-in tool}
    static JsonObject result(JsonObject json) {
        return content(List.of(JsonText.compact(json)));
    }

    /// {@return the result of a call to a built-in tool that failed, and says so as JSON}
    static JsonObject failure(JsonObject json) {
        return result(json).with("isError", new JsonBool(true));
    }

    /// {@return the result of a call that failed: for the agent to read, not for its client}
    static JsonObject error(String message) {
        return content(List.of("Error: " + message)).with("isError", new JsonBool(true));
    }

    private static JsonObject content(List<String> texts) {
        return JsonObject.empty().with("content", new JsonArray(texts.stream().map(ToolJson::text).toList()));
    }

    private static JsonValue text(String text) {
        return JsonObject.empty().with("type", new JsonString("text")).with("text", new JsonString(text));
    }
}
