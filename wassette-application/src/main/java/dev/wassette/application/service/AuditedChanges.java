package dev.wassette.application.service;

import dev.wassette.application.answer.PermissionJson;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.port.in.AttachPolicy;
import dev.wassette.application.port.in.ChangePermissions;
import dev.wassette.application.port.in.ChangeSecrets;
import dev.wassette.application.port.in.PermissionRequest;
import dev.wassette.application.port.out.AuditTrail.Event;
import dev.wassette.domain.policy.Secrets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Keeps a record of what is changed about permissions and secrets. Of a secret it has the key only.
public final class AuditedChanges implements ChangePermissions, AttachPolicy, ChangeSecrets {
    private final ChangePermissions permissions;
    private final AttachPolicy policies;
    private final ChangeSecrets secrets;
    private final Audit audit;

    public AuditedChanges(ChangePermissions permissions, AttachPolicy policies, ChangeSecrets secrets, Audit audit) {
        this.permissions = Objects.requireNonNull(permissions);
        this.policies = Objects.requireNonNull(policies);
        this.secrets = Objects.requireNonNull(secrets);
        this.audit = Objects.requireNonNull(audit);
    }

    @Override
    public ChangePermissions.Outcome grant(String componentId, PermissionRequest permission) {
        return record(Event.GRANT, componentId, details(permission), permissions.grant(componentId, permission));
    }

    @Override
    public ChangePermissions.Outcome revoke(String componentId, PermissionRequest permission) {
        return record(Event.REVOKE, componentId, details(permission), permissions.revoke(componentId, permission));
    }

    @Override
    public ChangePermissions.Outcome deny(String componentId, PermissionRequest.Deniable permission) {
        return record(Event.DENY, componentId, details(permission), permissions.deny(componentId, permission));
    }

    @Override
    public ChangePermissions.Outcome undeny(String componentId, PermissionRequest.Deniable permission) {
        return record(Event.UNDENY, componentId, details(permission), permissions.undeny(componentId, permission));
    }

    private static JsonObject details(PermissionRequest permission) {
        return JsonObject.empty().with("permission", new JsonString(permission.kind()))
                .with("details", PermissionJson.details(permission));
    }

    @Override
    public ChangePermissions.Outcome reset(String componentId) {
        return record(Event.RESET, componentId, JsonObject.empty(), permissions.reset(componentId));
    }

    @Override
    public ChangePermissions.Outcome attach(String componentId, String policyUri) {
        return record(Event.ATTACH, componentId, JsonObject.empty().with("policy_uri", new JsonString(policyUri)),
                policies.attach(componentId, policyUri));
    }

    @Override
    public ChangePermissions.Outcome detach(String componentId) {
        return record(Event.DETACH, componentId, JsonObject.empty(), policies.detach(componentId));
    }

    private ChangePermissions.Outcome record(Event event, String componentId, JsonObject details,
            ChangePermissions.Outcome outcome) {
        audit.changed(event, componentId, details, switch (outcome) {
            case ChangePermissions.Changed _ -> Optional.empty();
            case ChangePermissions.NotChanged(String reason) -> Optional.of(reason);
        });
        return outcome;
    }

    @Override
    public ChangeSecrets.Outcome set(String componentId, Secrets more) {
        return record(Event.SECRET_SET, componentId, more.keys(), secrets.set(componentId, more));
    }

    @Override
    public ChangeSecrets.Outcome delete(String componentId, List<String> keys) {
        return record(Event.SECRET_DELETE, componentId, keys, secrets.delete(componentId, keys));
    }

    private ChangeSecrets.Outcome record(Event event, String componentId, List<String> keys,
            ChangeSecrets.Outcome outcome) {
        audit.changed(event, componentId, JsonObject.empty().with("keys", Audit.strings(keys)), switch (outcome) {
            case ChangeSecrets.Changed _ -> Optional.empty();
            case ChangeSecrets.NotChanged(String reason) -> Optional.of(reason);
        });
        return outcome;
    }
}
