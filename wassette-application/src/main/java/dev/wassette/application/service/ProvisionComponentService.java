package dev.wassette.application.service;

import dev.wassette.application.port.in.LoadComponent;
import dev.wassette.application.port.in.LoadComponent.LoadRequest;
import dev.wassette.application.port.in.LoadComponent.Loaded;
import dev.wassette.application.port.in.LoadComponent.NotLoaded;
import dev.wassette.application.port.in.LoadComponent.Progress;
import dev.wassette.application.port.in.ProvisionComponent;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.policy.Policy;
import dev.wassette.domain.policy.StoragePermission;
import dev.wassette.domain.provision.ManifestEntry;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Loads a component, then gives it its policy. The manifest is the operator's word: its digest takes the place of a pin,
/// and its permissions that of a policy.
public final class ProvisionComponentService implements ProvisionComponent {
    private final LoadComponent load;
    private final Policies policies;

    public ProvisionComponentService(LoadComponent load, Policies policies) {
        this.load = Objects.requireNonNull(load);
        this.policies = Objects.requireNonNull(policies);
    }

    @Override
    public Outcome provision(ManifestEntry entry, String manifest) {
        Optional<StoragePermission> forbidden = entry.policy().stream().flatMap(policy -> policy.storage().allow().stream())
                .filter(policies.places()::cover).findFirst();
        if (forbidden.isPresent()) {
            return new NotProvisioned(PermissionRequests.forbidden(forbidden.get()).getMessage());
        }
        var request = new LoadRequest(entry.uri(), entry.digest(), false, entry.digest().isPresent(), Progress.NONE);
        return switch (load.load(request)) {
            case NotLoaded(String reason) -> new NotProvisioned(reason);
            case Loaded loaded -> entry.policy().isEmpty() ? new Provisioned(loaded.id(), loaded.warnings())
                    : attach(loaded.id(), entry.policy().get(), manifest, loaded.warnings());
        };
    }

    private Outcome attach(ComponentId id, Policy policy, String manifest, List<String> warnings) {
        try {
            policies.store().attach(id, policies.format().write(policy, Optional.empty()), manifest);
            return new Provisioned(id, warnings);
        } catch (IOException e) {
            return new NotProvisioned("The policy of component " + id + " cannot be written: " + StoredSecrets.reason(e));
        }
    }
}
