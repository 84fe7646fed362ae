package dev.wassette.application.service;

import dev.wassette.application.port.in.LoadComponent.Answer;
import dev.wassette.application.port.in.LoadComponent.Proposal;
import dev.wassette.application.port.out.PolicyFormat.Malformed;
import dev.wassette.application.port.out.PolicyFormat.Read;
import dev.wassette.application.port.out.PolicyStore.StoredPolicy;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.policy.Policy;
import dev.wassette.domain.policy.StoragePermission;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Policies that come with components. Nobody who publishes a component decides what it may do here: such a policy is
/// looked into as a whole, applies only when somebody accepts it, and never takes the place of another.
final class Proposals {
    private final Policies policies;

    Proposals(Policies policies) {
        this.policies = Objects.requireNonNull(policies);
    }

    /// A policy that could be applied.
    record Proposed(String text, Policy policy) {}

    /// A policy cannot be applied. The message is a clause for the user.
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String reason) {
            super(reason);
        }
    }

    /// Looks into a policy, and changes nothing.
    Proposed read(String text) throws Unusable {
        return switch (policies.format().read(text)) {
            case Malformed(String reason) -> throw new Unusable(PermissionLines.cleaned(reason));
            case Read(Policy policy) -> {
                Optional<StoragePermission> forbidden =
                        policy.storage().allow().stream().filter(policies.places()::cover).findFirst();
                if (forbidden.isPresent()) {
                    throw new Unusable(PermissionLines.cleaned(PermissionRequests.forbidden(forbidden.get()).getMessage()));
                }
                yield new Proposed(text, policy);
            }
        };
    }

    /// Applies the policy of a component that is kept now, if that is accepted and it has none.
    ///
    /// @param origin where the component came from
    Proposal settle(ComponentId id, String origin, Proposed proposed, boolean isAccepted) throws IOException {
        boolean isApplied = isAccepted && policies.store().attachFirst(id, proposed.text(), origin);
        Optional<StoredPolicy> stored = isApplied ? Optional.empty() : policies.store().read(id);
        List<String> asks = PermissionLines.of(proposed.policy());
        List<String> has = isApplied ? asks : stored.map(this::lines).orElse(List.of());
        Answer answer = isApplied ? Answer.APPLIED : stored.isPresent() ? Answer.OTHER_STAYS : Answer.OFFERED;
        return new Proposal(answer, asks, asks.stream().filter(each -> !has.contains(each)).toList(),
                has.stream().filter(each -> !asks.contains(each)).toList());
    }

    private List<String> lines(StoredPolicy stored) {
        return switch (policies.format().read(stored.text())) {
            case Read(Policy policy) -> PermissionLines.of(policy);
            case Malformed _ -> List.of();
        };
    }
}
