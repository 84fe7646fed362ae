package dev.wassette.mcp.tools;

import dev.wassette.application.answer.PermissionJson;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonBool;
import dev.wassette.application.json.JsonValue.JsonNull;
import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.json.PolicyJson;
import dev.wassette.application.port.in.AttachPolicy;
import dev.wassette.application.port.in.BuiltInTool;
import dev.wassette.application.port.in.ChangePermissions;
import dev.wassette.application.port.in.ChangePermissions.Changed;
import dev.wassette.application.port.in.ChangePermissions.NotChanged;
import dev.wassette.application.port.in.GetPolicy;
import dev.wassette.application.port.in.PermissionRequest;
import dev.wassette.application.port.in.ToolDescription;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.ToolName;
import dev.wassette.domain.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// The tools that tell and change what components may do (contract B.4). Their result is JSON as text. Safe for use by
/// several threads.
final class PermissionTools {
    private final ChangePermissions change;
    private final AttachPolicy attach;
    private final GetPolicy policies;
    private final List<ToolDescription> descriptions = descriptions(new ArrayList<>());

    PermissionTools(ChangePermissions change, AttachPolicy attach, GetPolicy policies) {
        this.change = Objects.requireNonNull(change);
        this.attach = Objects.requireNonNull(attach);
        this.policies = Objects.requireNonNull(policies);
    }

    /// The kinds of permission that have tools.
    private enum Kind {
        STORAGE(BuiltInTool.GRANT_STORAGE, BuiltInTool.REVOKE_STORAGE, "uri", "Missing 'uri' field in details",
                "Files: fs:///absolute/path, or fs://path beside the components; /** behind a directory is all below it"),
        NETWORK(BuiltInTool.GRANT_NETWORK, BuiltInTool.REVOKE_NETWORK, "host", "Missing 'host' field for network permission",
                "A host, with a port if only that one is meant; *.example.com is every name below it"),
        ENVIRONMENT(BuiltInTool.GRANT_ENVIRONMENT, BuiltInTool.REVOKE_ENVIRONMENT, "key",
                "Missing 'key' field for environment permission", "The name of the variable");

        private final BuiltInTool grant;
        private final BuiltInTool revoke;
        private final String field;
        private final String missing;
        private final String about;

        Kind(BuiltInTool grant, BuiltInTool revoke, String field, String missing, String about) {
            this.grant = grant;
            this.revoke = revoke;
            this.field = field;
            this.missing = missing;
            this.about = about;
        }

        private PermissionRequest request(String value, List<String> access) {
            return switch (this) {
                case STORAGE -> new PermissionRequest.Storage(value, access);
                case NETWORK -> new PermissionRequest.Network(value);
                case ENVIRONMENT -> new PermissionRequest.Environment(value);
            };
        }
    }

    private static List<ToolDescription> descriptions(List<ToolDescription> all) {
        all.add(describe(BuiltInTool.GET_POLICY, "Tells the policy of a component: what it may do, and where that is written.",
                componentId(), "component_id"));
        for (Kind kind : Kind.values()) {
            all.add(describe(kind.grant, "Allows a component " + purpose(kind) + ". Ask the user first. It holds "
                    + "from the next call on.", withDetails(kind, true), "component_id", "details"));
        }
        for (Kind kind : Kind.values()) {
            all.add(describe(kind.revoke, "Takes from a component what was granted to it for exactly this "
                    + kind.field + ".", withDetails(kind, false), "component_id", "details"));
        }
        all.add(describe(BuiltInTool.RESET_PERMISSION, "Takes all permissions from a component.", componentId(), "component_id"));
        all.add(describe(BuiltInTool.ATTACH_POLICY, "Replaces the policy of a component by the one in a file. Ask the user "
                + "first. It holds from the next call on.", componentId().with("policy_uri",
                property("string", "Where the policy is: file:// and an absolute path")), "component_id", "policy_uri"));
        all.add(describe(BuiltInTool.DETACH_POLICY, "Removes the policy of a component, and with it all permissions.",
                componentId(), "component_id"));
        return List.copyOf(all);
    }

    private static String purpose(Kind kind) {
        return switch (kind) {
            case STORAGE -> "to read or write files";
            case NETWORK -> "to reach a host";
            case ENVIRONMENT -> "to read an environment variable";
        };
    }

    private static JsonObject componentId() {
        return JsonObject.empty().with("component_id",
                property("string", "The id of the component, as list-components tells it"));
    }

    private static JsonObject withDetails(Kind kind, boolean granting) {
        JsonObject fields = JsonObject.empty().with(kind.field, property("string", kind.about));
        boolean hasAccess = granting && kind == Kind.STORAGE;
        if (hasAccess) {
            JsonObject access = JsonObject.empty().with("type", new JsonString("string"))
                    .with("enum", JsonArray.of(new JsonString("read"), new JsonString("write")));
            fields = fields.with("access", property("array", "What the component may do with the files")
                    .with("items", access));
        }
        JsonArray required = hasAccess ? JsonArray.of(new JsonString(kind.field), new JsonString("access"))
                : JsonArray.of(new JsonString(kind.field));
        return componentId().with("details", JsonObject.empty()
                .with("type", new JsonString("object"))
                .with("properties", fields)
                .with("required", required)
                .with("additionalProperties", new JsonBool(false)));
    }

    private static JsonObject property(String type, String description) {
        return JsonObject.empty().with("type", new JsonString(type)).with("description", new JsonString(description));
    }

    private static ToolDescription describe(BuiltInTool tool, String description, JsonObject properties,
            String... required) {
        List<JsonValue> names = new ArrayList<>();
        for (String each : required) {
            names.add(new JsonString(each));
        }
        return new ToolDescription(new ToolName(tool.word()), description, JsonObject.empty()
                .with("type", new JsonString("object"))
                .with("properties", properties)
                .with("required", new JsonArray(names)), Optional.empty());
    }

    List<ToolDescription> descriptions() {
        return descriptions;
    }

    /// @param tool one of those about permissions
    JsonObject call(BuiltInTool tool, JsonObject arguments) {
        return switch (arguments.get("component_id").orElse(JsonNull.NULL)) {
            case JsonString(String id) -> call(tool, id, arguments);
            case JsonNull _ -> ToolJson.error("Missing required argument: 'component_id'");
            case JsonValue _ -> ToolJson.error("'component_id' in arguments must be a string");
        };
    }

    private JsonObject call(BuiltInTool tool, String id, JsonObject arguments) {
        if (tool == BuiltInTool.GET_POLICY) {
            return policy(id);
        }
        if (tool == BuiltInTool.RESET_PERMISSION) {
            return answer(change.reset(id), PermissionJson::reset);
        }
        if (tool == BuiltInTool.ATTACH_POLICY) {
            return attach(id, arguments);
        }
        if (tool == BuiltInTool.DETACH_POLICY) {
            return answer(attach.detach(id), PermissionJson::detached);
        }
        for (Kind kind : Kind.values()) {
            if (tool == kind.grant) {
                return withDetails(kind, arguments, (value, details) -> grant(kind, id, value, details));
            }
            if (tool == kind.revoke) {
                return withDetails(kind, arguments, (value, _) -> revoke(kind, id, value));
            }
        }
        throw new IllegalArgumentException(tool.word());
    }

    private JsonObject attach(String id, JsonObject arguments) {
        return switch (arguments.get("policy_uri").orElse(JsonNull.NULL)) {
            case JsonString(String uri) -> answer(attach.attach(id, uri), done -> PermissionJson.attached(done, uri));
            case JsonNull _ -> ToolJson.error("Missing required argument: 'policy_uri'");
            case JsonValue _ -> ToolJson.error("'policy_uri' in arguments must be a string");
        };
    }

    /// What is done with the details of a permission.
    @FunctionalInterface
    private interface DetailsUse {
        JsonObject run(String value, JsonObject details);
    }

    private static JsonObject withDetails(Kind kind, JsonObject arguments, DetailsUse use) {
        return switch (arguments.get("details").orElse(JsonNull.NULL)) {
            case JsonObject details -> switch (details.get(kind.field).orElse(JsonNull.NULL)) {
                case JsonString(String value) -> use.run(value, details);
                case JsonNull _ -> ToolJson.error(kind.missing);
                case JsonValue _ -> ToolJson.error("'" + kind.field + "' in details must be a string");
            };
            case JsonNull _ -> ToolJson.error("Missing required argument: 'details'");
            case JsonValue _ -> ToolJson.error("'details' in arguments must be an object");
        };
    }

    private JsonObject grant(Kind kind, String id, String value, JsonObject details) {
        Optional<List<String>> access = access(details);
        if (access.isEmpty()) {
            return ToolJson.error("'access' in details must be an array of strings");
        }
        PermissionRequest request = kind.request(value, access.get());
        return answer(change.grant(id, request), done -> PermissionJson.granted(done, request));
    }

    private static Optional<List<String>> access(JsonObject details) {
        List<String> words = new ArrayList<>();
        switch (details.get("access").orElse(JsonNull.NULL)) {
            case JsonArray(List<JsonValue> elements) -> {
                for (JsonValue element : elements) {
                    if (!(element instanceof JsonString(String word))) {
                        return Optional.empty();
                    }
                    words.add(word);
                }
            }
            case JsonNull _ -> { }
            case JsonValue _ -> {
                return Optional.empty();
            }
        }
        return Optional.of(words);
    }

    private JsonObject revoke(Kind kind, String id, String value) {
        PermissionRequest request = kind.request(value, List.of());
        return answer(change.revoke(id, request), done -> PermissionJson.revoked(done, request));
    }

    private static JsonObject answer(ChangePermissions.Outcome outcome, Function<ComponentId, JsonObject> json) {
        return switch (outcome) {
            case Changed(ComponentId id) -> ToolJson.result(json.apply(id));
            case NotChanged(String reason) -> ToolJson.error(reason);
        };
    }

    private JsonObject policy(String id) {
        return switch (policies.policy(id)) {
            case GetPolicy.Found found -> ToolJson.result(found(found));
            case GetPolicy.NoPolicy(ComponentId known) -> ToolJson.result(PermissionJson.status("no policy found", known));
            case GetPolicy.Unavailable(String reason) -> ToolJson.error(reason);
        };
    }

    private static JsonObject found(GetPolicy.Found found) {
        JsonObject json = PermissionJson.status("policy found", found.id()).with("policy_info", JsonObject.empty()
                .with("policy_id", new JsonString(found.policyId()))
                .with("source_uri", new JsonString(found.sourceUri()))
                .with("local_path", new JsonString(found.location()))
                .with("created_at", JsonNumber.of(found.createdAt())));
        return switch (found.policy()) {
            case GetPolicy.Valid(Policy policy) -> json.with("permissions", PolicyJson.permissions(policy));
            case GetPolicy.Invalid(String reason) -> json.with("invalid", new JsonString(reason));
        };
    }
}
