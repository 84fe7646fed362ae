package dev.wassette.application.service;

import dev.wassette.application.port.in.ChangePermissions;
import dev.wassette.application.port.in.ComparePolicies;
import dev.wassette.application.port.in.PolicyChange;
import dev.wassette.application.port.out.PolicyFormat.Malformed;
import dev.wassette.application.port.out.PolicyFormat.Read;
import dev.wassette.application.port.out.PolicySource;
import dev.wassette.application.port.out.PolicySource.Fetched;
import dev.wassette.application.port.out.PolicySource.Unavailable;
import dev.wassette.application.port.out.PolicyStore.StoredPolicy;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.policy.Policy;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/// Makes changes on a store that keeps nothing, with the same services that make them in earnest.
public final class ComparePoliciesService implements ComparePolicies {
    private static final String NONE = "(no policy)";

    private final KnownComponents components;
    private final Policies policies;
    private final PolicySource source;
    private final PolicySource others;

    /// @param source of policies that can be attached
    /// @param others policies that can be compared with
    public ComparePoliciesService(KnownComponents components, Policies policies, PolicySource source, PolicySource others) {
        this.others = Objects.requireNonNull(others);
        this.components = Objects.requireNonNull(components);
        this.policies = Objects.requireNonNull(policies);
        this.source = Objects.requireNonNull(source);
    }

    @Override
    public Outcome preview(String componentId, PolicyChange change) {
        var rehearsal = new RehearsedPolicies(policies.store());
        return switch (make(componentId, change, policies.in(rehearsal))) {
            case ChangePermissions.NotChanged(String reason) -> new NotCompared(reason);
            case ChangePermissions.Changed(ComponentId id) -> against(id, side("(after the change)", rehearsal.after(), id));
        };
    }

    private ChangePermissions.Outcome make(String component, PolicyChange change, Policies rehearsed) {
        var permissions = new ChangePermissionsService(components, rehearsed);
        var attach = new AttachPolicyService(components, rehearsed, source);
        return switch (change) {
            case PolicyChange.Grant(var permission) -> permissions.grant(component, permission);
            case PolicyChange.Revoke(var permission) -> permissions.revoke(component, permission);
            case PolicyChange.Deny(var permission) -> permissions.deny(component, permission);
            case PolicyChange.Undeny(var permission) -> permissions.undeny(component, permission);
            case PolicyChange.Reset() -> permissions.reset(component);
            case PolicyChange.Attach(String uri) -> attach.attach(component, uri);
            case PolicyChange.Detach() -> attach.detach(component);
        };
    }

    @Override
    public Outcome compare(String componentId, String other, String uri) {
        Optional<ComponentId> id = components.find(componentId);
        if (id.isEmpty()) {
            return new NotCompared("Component not found: " + componentId);
        }
        Optional<ComponentId> second = components.find(other);
        if (second.isPresent()) {
            try {
                return against(id.get(), stored(second.get()));
            } catch (IOException e) {
                return unreadable(second.get(), e);
            }
        }
        return switch (others.fetch(uri)) {
            case Unavailable(String reason) -> new NotCompared(reason);
            case Fetched(String text) -> against(id.get(), side(uri, Optional.of(text), id.get()));
        };
    }

    private Outcome against(ComponentId id, Side after) {
        try {
            return new Compared(id, stored(id), after);
        } catch (IOException e) {
            return unreadable(id, e);
        }
    }

    private static NotCompared unreadable(ComponentId id, IOException e) {
        return new NotCompared("The policy of component " + id + " cannot be read: " + e);
    }

    private Side stored(ComponentId id) throws IOException {
        Optional<StoredPolicy> stored = policies.store().read(id);
        return side(stored.map(StoredPolicy::location).orElse(NONE), stored.map(StoredPolicy::text), id);
    }

    private Side side(String name, Optional<String> text, ComponentId id) {
        if (text.isEmpty()) {
            return new Side(NONE, text, Policy.empty(id), Optional.empty());
        }
        return switch (policies.format().read(text.get())) {
            case Read(Policy policy) -> new Side(name, text, policy, Optional.empty());
            case Malformed(String reason) -> new Side(name, text, Policy.empty(id), Optional.of(name + " is not valid: " + reason));
        };
    }
}
