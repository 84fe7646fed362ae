package dev.wassette.application.answer;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.port.in.PermissionRequest;
import dev.wassette.domain.ComponentId;
import java.util.List;

/// What clients hear of a changed permission (contract B.4).
public final class PermissionJson {
    private PermissionJson() {}

    /// {@return the answer to a grant}
    public static JsonObject granted(ComponentId id, PermissionRequest request) {
        return about("permission granted successfully", id, request);
    }

    /// {@return the answer to a revocation}
    public static JsonObject revoked(ComponentId id, PermissionRequest request) {
        return request instanceof PermissionRequest.Storage(String uri, _)
                ? status("permission revoked successfully", id)
                        .with("uri", new JsonString(uri))
                        .with("message", new JsonString("All access (read and write) to the specified URI has been revoked"))
                : about("permission revoked", id, request);
    }

    /// {@return the answer to a denial}
    public static JsonObject denied(ComponentId id, PermissionRequest.Deniable request) {
        return about("access denied successfully", id, request);
    }

    /// {@return the answer to the removal of a denial}
    public static JsonObject undenied(ComponentId id, PermissionRequest.Deniable request) {
        return about("denial revoked", id, request);
    }

    private static JsonObject about(String status, ComponentId id, PermissionRequest request) {
        return status(status, id).with("permission_type", new JsonString(type(request))).with("details", details(request));
    }

    /// {@return the answer to the removal of all permissions}
    public static JsonObject reset(ComponentId id) {
        return status("permissions reset successfully", id);
    }

    /// {@return the answer to a policy from elsewhere}
    public static JsonObject attached(ComponentId id, String policyUri) {
        return status("policy attached", id).with("policy_uri", new JsonString(policyUri));
    }

    /// {@return the answer to the removal of a policy}
    public static JsonObject detached(ComponentId id) {
        return status("policy detached", id);
    }

    /// {@return an answer with nothing but a status yet}
    public static JsonObject status(String status, ComponentId id) {
        return JsonObject.empty()
                .with("status", new JsonString(status))
                .with("component_id", new JsonString(id.value()));
    }

    private static String type(PermissionRequest request) {
        return switch (request) {
            case PermissionRequest.Storage _ -> "storage";
            case PermissionRequest.Network _ -> "network";
            case PermissionRequest.Environment _ -> "environment";
            case PermissionRequest.Limit(String resource, _) -> resource;
        };
    }

    /// {@return the `details` with which the request is made}
    public static JsonObject details(PermissionRequest request) {
        return switch (request) {
            case PermissionRequest.Storage(String uri, List<String> access) -> field("uri", uri)
                    .with("access", new JsonArray(access.stream().<JsonValue>map(JsonString::new).toList()));
            case PermissionRequest.Network(String host) -> field("host", host);
            case PermissionRequest.Environment(String key) -> field("key", key);
            case PermissionRequest.Limit(String resource, String amount) -> JsonObject.empty()
                    .with("resources", JsonObject.empty().with("limits", field(resource, amount)));
        };
    }

    private static JsonObject field(String name, String value) {
        return JsonObject.empty().with(name, new JsonString(value));
    }
}
