package dev.wassette.application.json;

import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonBool;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.domain.policy.Access;
import dev.wassette.domain.policy.EnvironmentPermission;
import dev.wassette.domain.policy.NetworkPermission;
import dev.wassette.domain.policy.Permission;
import dev.wassette.domain.policy.Policy;
import dev.wassette.domain.policy.ResourcePermission;
import dev.wassette.domain.policy.StoragePermission;
import java.util.List;
import java.util.Locale;

/// Permissions as clients see them (contract A.3).
public final class PolicyJson {
    private PolicyJson() {}

    /// {@return what a policy allows, by kind; a kind without permissions is absent. What it denies is in `denied`}
    public static JsonObject permissions(Policy policy) {
        JsonObject json = with(JsonObject.empty(), "storage", policy.storage().allow());
        json = with(json, "network", policy.network().allow());
        json = with(json, "environment", policy.environment());
        json = policy.resources().isEmpty() ? json : json.with("resources", resources(policy.resources()));
        JsonObject denied = with(JsonObject.empty(), "storage", policy.storage().deny());
        denied = with(denied, "network", policy.network().deny());
        return denied.members().isEmpty() ? json : json.with("denied", denied);
    }

    private static JsonObject with(JsonObject json, String kind, List<? extends Permission> permissions) {
        return permissions.isEmpty() ? json
                : json.with(kind, new JsonArray(permissions.stream().map(PolicyJson::permission).toList()));
    }

    private static JsonValue permission(Permission permission) {
        return switch (permission) {
            case StoragePermission files -> JsonObject.empty()
                    .with("uri", new JsonString(files.uri()))
                    .with("access", new JsonArray(files.access().stream().sorted().map(PolicyJson::access).toList()));
            case NetworkPermission.Host(String host) -> JsonObject.empty().with("host", new JsonString(host));
            case NetworkPermission.Cidr(String cidr) -> JsonObject.empty().with("cidr", new JsonString(cidr));
            case NetworkPermission.Defaults() -> JsonObject.empty().with("defaults", new JsonBool(true));
            case EnvironmentPermission(String key) -> JsonObject.empty().with("key", new JsonString(key));
            case ResourcePermission limit -> resources(List.of(limit));
        };
    }

    private static JsonValue access(Access access) {
        return new JsonString(access.name().toLowerCase(Locale.ROOT));
    }

    private static JsonObject resources(List<ResourcePermission> permissions) {
        JsonObject limits = JsonObject.empty();
        for (ResourcePermission limit : permissions) {
            limits = limits.with(limit.resource().key(), new JsonString(limit.text()));
        }
        return JsonObject.empty().with("limits", limits);
    }
}
