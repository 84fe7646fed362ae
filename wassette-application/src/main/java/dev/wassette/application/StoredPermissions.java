package dev.wassette.application;

import dev.wassette.application.Application.PolicyPorts;
import dev.wassette.application.port.in.AttachPolicy;
import dev.wassette.application.port.in.ChangePermissions;
import dev.wassette.application.port.in.ChangeSecrets;
import dev.wassette.application.port.in.ComparePolicies;
import dev.wassette.application.port.in.GetPolicy;
import dev.wassette.application.port.in.ListSecrets;
import dev.wassette.application.port.in.ValidatePolicy;
import dev.wassette.application.port.out.PolicySource;
import dev.wassette.application.service.AuditedChanges;
import dev.wassette.application.service.ComparePoliciesService;
import dev.wassette.application.service.GetPolicyService;
import dev.wassette.application.service.KnownComponents;
import dev.wassette.application.service.Policies;
import dev.wassette.application.service.SecretsService;
import dev.wassette.application.service.ValidatePolicyService;

/// The use cases that need no component to be loaded in this process: they work on what is stored, and a server that
/// runs meanwhile sees a change at its next call. Safe for use by several threads.
public final class StoredPermissions {
    private final AuditedChanges changes;
    private final GetPolicyService getPolicy;
    private final ComparePoliciesService comparePolicies;
    private final SecretsService secrets;
    private final ValidatePolicyService validatePolicy;

    /// What is attached, compared and checked are policies of one source.
    public StoredPermissions(PolicyPorts ports) {
        this(ports, ports.source());
    }

    /// @param compared policies that others can be compared with
    public StoredPermissions(PolicyPorts ports, PolicySource compared) {
        Policies policies = ports.policies();
        KnownComponents known = KnownComponents.of(ports.components());
        this.changes = ports.changes(known, policies);
        this.getPolicy = new GetPolicyService(known, policies);
        this.comparePolicies = new ComparePoliciesService(known, policies, ports.source(), compared);
        this.validatePolicy = new ValidatePolicyService(ports.source(), ports.format());
        this.secrets = new SecretsService(known, policies.secrets());
    }

    public ChangePermissions changePermissions() {
        return changes;
    }

    public AttachPolicy attachPolicy() {
        return changes;
    }

    public GetPolicy getPolicy() {
        return getPolicy;
    }

    public ComparePolicies comparePolicies() {
        return comparePolicies;
    }

    public ValidatePolicy validatePolicy() {
        return validatePolicy;
    }

    public ChangeSecrets changeSecrets() {
        return changes;
    }

    public ListSecrets listSecrets() {
        return secrets;
    }
}
