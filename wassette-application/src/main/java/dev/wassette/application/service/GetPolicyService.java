package dev.wassette.application.service;

import dev.wassette.application.port.in.GetPolicy;
import dev.wassette.application.port.out.PolicyFormat.Malformed;
import dev.wassette.application.port.out.PolicyFormat.Read;
import dev.wassette.application.port.out.PolicyStore.StoredPolicy;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.policy.Policy;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/// Reads the stored policy.
public final class GetPolicyService implements GetPolicy {
    private final KnownComponents components;
    private final Policies policies;

    public GetPolicyService(KnownComponents components, Policies policies) {
        this.components = Objects.requireNonNull(components);
        this.policies = Objects.requireNonNull(policies);
    }

    @Override
    public Outcome policy(String componentId) {
        Optional<ComponentId> id = components.find(componentId);
        if (id.isEmpty()) {
            return new Unavailable("Component not found: " + componentId);
        }
        try {
            return policies.store().read(id.get()).<Outcome>map(stored -> found(id.get(), stored))
                    .orElseGet(() -> new NoPolicy(id.get()));
        } catch (IOException e) {
            return new Unavailable("The policy of component " + componentId + " cannot be read: " + e);
        }
    }

    private Found found(ComponentId id, StoredPolicy stored) {
        Stored policy = switch (policies.format().read(stored.text())) {
            case Read(Policy read) -> new Valid(read);
            case Malformed(String reason) -> new Invalid(reason);
        };
        return new Found(id, policy, stored.location(), stored.source().orElse("file://" + stored.location()),
                stored.createdAt());
    }
}
