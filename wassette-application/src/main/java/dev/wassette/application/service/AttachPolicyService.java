package dev.wassette.application.service;

import dev.wassette.application.port.in.AttachPolicy;
import dev.wassette.application.port.in.ChangePermissions.Changed;
import dev.wassette.application.port.in.ChangePermissions.NotChanged;
import dev.wassette.application.port.in.ChangePermissions.Outcome;
import dev.wassette.application.port.out.PolicyFormat.Malformed;
import dev.wassette.application.port.out.PolicyFormat.Read;
import dev.wassette.application.port.out.PolicySource;
import dev.wassette.application.port.out.PolicySource.Fetched;
import dev.wassette.application.port.out.PolicySource.Unavailable;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.policy.Policy;
import dev.wassette.domain.policy.StoragePermission;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/// Checks a policy from elsewhere, then stores it as it is, with its comments.
public final class AttachPolicyService implements AttachPolicy {
    private final KnownComponents components;
    private final Policies policies;
    private final PolicySource source;

    public AttachPolicyService(KnownComponents components, Policies policies, PolicySource source) {
        this.components = Objects.requireNonNull(components);
        this.policies = Objects.requireNonNull(policies);
        this.source = Objects.requireNonNull(source);
    }

    @Override
    public Outcome attach(String componentId, String policyUri) {
        Optional<ComponentId> id = components.find(componentId);
        if (id.isEmpty()) {
            return unknown(componentId);
        }
        String failed = "Failed to attach a policy to component " + componentId + ": ";
        return switch (source.fetch(policyUri)) {
            case Unavailable(String reason) -> new NotChanged(failed + reason);
            case Fetched(String text) -> switch (policies.format().read(text)) {
                case Malformed(String reason) -> new NotChanged(failed + policyUri + " is not valid: " + reason);
                case Read(Policy policy) -> attach(id.get(), text, policy, policyUri, failed);
            };
        };
    }

    private Outcome attach(ComponentId id, String text, Policy policy, String uri, String failed) {
        Optional<StoragePermission> forbidden =
                policy.storage().allow().stream().filter(policies.places()::cover).findFirst();
        if (forbidden.isPresent()) {
            return new NotChanged(failed + PermissionRequests.forbidden(forbidden.get()).getMessage());
        }
        try {
            policies.store().attach(id, text, uri);
            return new Changed(id);
        } catch (IOException e) {
            return new NotChanged(failed + StoredSecrets.reason(e));
        }
    }

    @Override
    public Outcome detach(String componentId) {
        Optional<ComponentId> id = components.find(componentId);
        if (id.isEmpty()) {
            return unknown(componentId);
        }
        try {
            policies.store().update(id.get(), _ -> Optional.empty());
            return new Changed(id.get());
        } catch (IOException e) {
            return new NotChanged("Failed to detach the policy of component " + componentId + ": " + StoredSecrets.reason(e));
        }
    }

    private static NotChanged unknown(String componentId) {
        return new NotChanged("Component not found: " + componentId);
    }
}
