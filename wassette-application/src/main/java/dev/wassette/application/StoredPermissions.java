package dev.wassette.application;

import dev.wassette.application.Application.PolicyPorts;
import dev.wassette.application.port.in.ChangePermissions;
import dev.wassette.application.port.in.GetPolicy;
import dev.wassette.application.service.ChangePermissionsService;
import dev.wassette.application.service.GetPolicyService;
import dev.wassette.application.service.KnownComponents;
import dev.wassette.application.service.Policies;

/// The use cases that need no component to be loaded in this process: they work on what is stored, and a server that
/// runs meanwhile sees a change at its next call. Safe for use by several threads.
public final class StoredPermissions {
    private final ChangePermissionsService changePermissions;
    private final GetPolicyService getPolicy;

    public StoredPermissions(PolicyPorts ports) {
        var policies = new Policies(ports.store(), ports.format(), ports.places(), ports.values(),
                ports.commandOptions());
        KnownComponents known = KnownComponents.of(ports.components());
        this.changePermissions = new ChangePermissionsService(known, policies);
        this.getPolicy = new GetPolicyService(known, policies);
    }

    public ChangePermissions changePermissions() {
        return changePermissions;
    }

    public GetPolicy getPolicy() {
        return getPolicy;
    }
}
