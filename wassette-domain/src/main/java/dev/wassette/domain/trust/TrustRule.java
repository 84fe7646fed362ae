package dev.wassette.domain.trust;

import dev.wassette.domain.trust.Finding.Right;
import dev.wassette.domain.trust.Finding.Wrong;
import dev.wassette.domain.trust.Judgement.Accepted;
import dev.wassette.domain.trust.Judgement.Refused;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// Who must have signed what comes from some places. One of the signers is enough.
///
/// @param places `registry/repository`, or the URI of a file or page, with wildcards
/// @param signers none to say only what happens to everything unsigned
/// @param unsigned what happens to what nobody has signed. What somebody else has signed is refused in any case
/// @param acceptsPolicy whether a policy that came with a component, under a right signature, may be applied unasked
public record TrustRule(TextPattern places, List<Signer> signers, Unsigned unsigned, boolean acceptsPolicy) {
    /// Further reasons would not help to find out what is wrong.
    private static final int REASONS = 3;

    /// @throws InvalidTrust when there are too many signers, or a policy would be accepted from anybody
    public TrustRule {
        Objects.requireNonNull(places);
        signers = List.copyOf(signers);
        Objects.requireNonNull(unsigned);
        if (signers.size() > TrustLimits.MAX_SIGNERS) {
            throw new InvalidTrust("A rule has at most " + TrustLimits.MAX_SIGNERS + " keys and identities");
        }
        if (acceptsPolicy && signers.isEmpty()) {
            throw new InvalidTrust("A rule that accepts policies needs 'keys' or 'identities': without a signature anybody "
                    + "could have written them");
        }
    }

    /// {@return whether the rule is about a place}
    ///
    /// @param place `registry/repository` in lower case, or a URI
    public boolean covers(String place) {
        boolean isUri = places.text().contains("://");
        return (isUri ? places : new TextPattern(places.text().toLowerCase(Locale.ROOT))).matches(place);
    }

    /// Judges what came from a place.
    ///
    /// @param findings one for each signature that is attached
    public Judgement judge(String place, List<Finding> findings) {
        Optional<String> right = findings.stream().filter(Right.class::isInstance).map(Right.class::cast).map(Right::signer)
                .findFirst();
        if (right.isPresent()) {
            return new Accepted(right, acceptsPolicy, Optional.empty());
        }
        if (!signers.isEmpty() && !findings.isEmpty()) {
            return new Refused("None of its signatures counts: " + reasons(findings) + ". The trust policy wants " + place
                    + " to be signed by " + labels() + ".");
        }
        return switch (unsigned) {
            case ALLOW -> new Accepted(Optional.empty(), false, Optional.empty());
            case WARN -> new Accepted(Optional.empty(), false, Optional.of(unsigned(place, findings)));
            case REFUSE -> new Refused(unsigned(place, findings) + " The trust policy refuses that"
                    + (signers.isEmpty() ? "." : ": it wants a signature by " + labels() + "."));
        };
    }

    private String unsigned(String place, List<Finding> findings) {
        return findings.isEmpty() ? place + " is not signed."
                : place + " has signatures, but no trust rule says whose would count.";
    }

    private String labels() {
        return signers.stream().map(Signer::label).collect(Collectors.joining(", or "));
    }

    private static String reasons(List<Finding> findings) {
        return findings.stream().filter(Wrong.class::isInstance).map(Wrong.class::cast).map(Wrong::reason).distinct()
                .limit(REASONS).collect(Collectors.joining("; "));
    }
}
