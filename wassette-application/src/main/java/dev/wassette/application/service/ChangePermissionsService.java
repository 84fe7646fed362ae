package dev.wassette.application.service;

import dev.wassette.application.port.in.ChangePermissions;
import dev.wassette.application.port.in.PermissionRequest;
import dev.wassette.application.port.out.PolicyFormat.Malformed;
import dev.wassette.application.port.out.PolicyFormat.Read;
import dev.wassette.application.port.out.PolicyStore.Change;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.policy.DeniablePermission;
import dev.wassette.domain.policy.InvalidPermission;
import dev.wassette.domain.policy.Permission;
import dev.wassette.domain.policy.Policy;
import dev.wassette.domain.policy.Revocation;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Checks a change, then makes it in the stored policy.
public final class ChangePermissionsService implements ChangePermissions {
    private final KnownComponents components;
    private final Policies policies;

    public ChangePermissionsService(KnownComponents components, Policies policies) {
        this.components = Objects.requireNonNull(components);
        this.policies = Objects.requireNonNull(policies);
    }

    @Override
    public Outcome grant(String componentId, PermissionRequest request) {
        String what = "grant " + request.kind() + " permission to";
        return change(componentId, what, id -> {
            Permission permission = PermissionRequests.permission(request, policies.places());
            return edit(id, policy -> policy.granting(permission));
        });
    }

    @Override
    public Outcome revoke(String componentId, PermissionRequest request) {
        String what = "revoke " + request.kind() + " permission from";
        return change(componentId, what, id -> {
            Revocation revocation = PermissionRequests.revocation(request);
            return edit(id, policy -> policy.revoking(revocation));
        });
    }

    @Override
    public Outcome deny(String componentId, PermissionRequest.Deniable request) {
        return change(componentId, "deny " + request.kind() + " access to", id -> {
            DeniablePermission denial = PermissionRequests.denial(request);
            return edit(id, policy -> policy.denying(denial));
        });
    }

    @Override
    public Outcome undeny(String componentId, PermissionRequest.Deniable request) {
        return change(componentId, "take a denial of " + request.kind() + " access from", id -> {
            Revocation.Deniable revocation = PermissionRequests.revocation(request);
            return edit(id, policy -> policy.undenying(revocation));
        });
    }

    @Override
    public Outcome reset(String componentId) {
        return change(componentId, "reset the permissions of", _ -> _ -> Optional.empty());
    }

    /// Works out a change, and refuses when what is asked for is not valid.
    @FunctionalInterface
    private interface Plan {
        Change of(ComponentId id);
    }

    private Outcome change(String componentId, String what, Plan plan) {
        Optional<ComponentId> id = components.find(componentId);
        if (id.isEmpty()) {
            return new NotChanged("Component not found: " + componentId);
        }
        try {
            policies.store().update(id.get(), plan.of(id.get()));
            return new Changed(id.get());
        } catch (ForbiddenPlace forbidden) {
            return new NotChanged(forbidden.getMessage());
        } catch (InvalidPermission | IOException e) {
            return new NotChanged("Failed to " + what + " component " + componentId + ": " + reason(e));
        }
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private Change edit(ComponentId id, UnaryOperator<Policy> edit) {
        return before -> {
            Policy policy = before.isEmpty() ? Policy.empty(id) : stored(before.get());
            return Optional.of(policies.format().write(edit.apply(policy), before));
        };
    }

    private Policy stored(String text) throws IOException {
        return switch (policies.format().read(text)) {
            case Read(Policy policy) -> policy;
            case Malformed(String reason) -> throw new IOException("the policy as it is stored now is not valid: "
                    + reason + ". Correct it, or reset the permissions of the component");
        };
    }
}
