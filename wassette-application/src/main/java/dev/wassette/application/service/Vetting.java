package dev.wassette.application.service;

import dev.wassette.application.port.out.Artifact;
import dev.wassette.application.port.out.ComponentSource.Fetched;
import dev.wassette.application.port.out.SignatureMaterial;
import dev.wassette.application.port.out.SignatureVerifier;
import dev.wassette.application.port.out.SignatureVerifier.Expected;
import dev.wassette.application.port.out.SignatureVerifier.Signed;
import dev.wassette.application.port.out.TrustSource;
import dev.wassette.domain.Digest;
import dev.wassette.domain.trust.Finding;
import dev.wassette.domain.trust.Judgement;
import dev.wassette.domain.trust.Judgement.Accepted;
import dev.wassette.domain.trust.Judgement.Refused;
import dev.wassette.domain.trust.TrustPolicy;
import dev.wassette.domain.trust.TrustRule;
import dev.wassette.domain.trust.Unsigned;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Judges what was fetched by the trust policy, before anybody looks into it. The policy is asked anew each time, so a
/// change of it holds from the next load on. Safe for use by several threads.
public final class Vetting {
    private final TrustSource trust;
    private final SignatureVerifier verifier;

    public Vetting(TrustSource trust, SignatureVerifier verifier) {
        this.trust = Objects.requireNonNull(trust);
        this.verifier = Objects.requireNonNull(verifier);
    }

    /// {@return whether it may be loaded; also a trust policy that cannot be understood is a refusal}
    Judgement judge(Fetched fetched) {
        try {
            TrustPolicy policy = trust.current();
            String place = fetched.artifact().map(Artifact::repository).orElse(fetched.origin());
            TrustRule rule = policy.rule(place);
            boolean isDecided = rule.signers().isEmpty() && rule.unsigned() != Unsigned.WARN;
            return fetched.artifact().isEmpty() || isDecided ? rule.judge(place, List.of())
                    : judge(place, rule, policy, fetched.artifact().get());
        } catch (IOException e) {
            return new Refused("The trust policy cannot be used: " + e.getMessage());
        }
    }

    private Judgement judge(String place, TrustRule rule, TrustPolicy policy, Artifact artifact) {
        Set<Digest> digests = new HashSet<>(artifact.indexes());
        digests.add(artifact.manifest());
        var signed = new Signed(artifact.repository(), digests);
        var expected = new Expected(rule.signers(), policy.trustedRoot());
        List<SignatureMaterial> materials;
        try {
            materials = artifact.signatures().fetch();
        } catch (IOException e) {
            String unknown = "Whether " + place + " is signed cannot be known: " + e.getMessage() + ".";
            return rule.unsigned() == Unsigned.REFUSE ? new Refused(unknown)
                    : new Accepted(Optional.empty(), false, Optional.of(unknown));
        }
        List<Finding> findings = materials.stream().map(each -> verifier.verify(each, signed, expected)).toList();
        return rule.judge(place, findings);
    }
}
