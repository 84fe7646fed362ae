package dev.wassette.domain.trust;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Who must have signed what is loaded. The first rule that covers a place is the one that counts, so narrow rules stand
/// above wide ones.
///
/// @param rules in the order of the user
/// @param unsigned what happens to unsigned artifacts of registries, and to pages, that no rule covers. Files that no rule
///     covers are the user's own and need no signature
/// @param trustedRoot which certificate authorities and logs count: the text of a `trusted_root.json` of sigstore, not
///     looked into; empty to trust none
public record TrustPolicy(List<TrustRule> rules, Unsigned unsigned, Optional<String> trustedRoot) {

    /// @throws InvalidTrust when there are too many rules
    public TrustPolicy {
        rules = List.copyOf(rules);
        Objects.requireNonNull(unsigned);
        Objects.requireNonNull(trustedRoot);
        if (rules.size() > TrustLimits.MAX_RULES) {
            throw new InvalidTrust("There are at most " + TrustLimits.MAX_RULES + " rules");
        }
    }

    /// {@return what holds where nobody has said anything: unsigned artifacts are warned of}
    public static TrustPolicy usual() {
        return new TrustPolicy(List.of(), Unsigned.WARN, Optional.empty());
    }

    /// {@return the rule for a place}
    ///
    /// @param place `registry/repository` in lower case, or the URI of a file or page
    public TrustRule rule(String place) {
        boolean isPage = place.startsWith("https://") || place.startsWith("http://");
        boolean isFile = place.contains("://") && !isPage;
        return rules.stream().filter(each -> each.covers(place)).findFirst().orElseGet(() -> new TrustRule(
                new TextPattern("**"), List.of(), isFile ? Unsigned.ALLOW : unsigned, false));
    }
}
