package dev.wassette.application;

import dev.wassette.application.port.out.ComponentSource;
import dev.wassette.application.port.out.ComponentSource.Wanted;
import dev.wassette.application.port.out.PolicySource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Policies to look at: files, and what comes with components elsewhere. Nothing is loaded, and nobody is asked whom to trust.
/// Safe for use by several threads.
///
/// @param files policies that lie by themselves
/// @param components sources of components that may have a policy with them
public record ProposedPolicies(PolicySource files, List<ComponentSource> components) implements PolicySource {
    private static final String FILE = "file://";

    public ProposedPolicies {
        Objects.requireNonNull(files);
        components = List.copyOf(components);
    }

    @Override
    public Fetch fetch(String uri) {
        Optional<ComponentSource> source = uri.startsWith(FILE) ? Optional.empty()
                : components.stream().filter(each -> each.knows(uri)).findFirst();
        return source.map(each -> proposal(uri, each)).orElseGet(() -> files.fetch(uri));
    }

    private static Fetch proposal(String reference, ComponentSource source) {
        return switch (source.fetch(new Wanted(reference))) {
            case ComponentSource.Unavailable(String reason) -> new PolicySource.Unavailable(reason);
            case ComponentSource.Fetched fetched -> fetched.policy().<Fetch>map(PolicySource.Fetched::new)
                    .orElseGet(() -> new PolicySource.Unavailable("No policy comes with " + reference + "."));
        };
    }
}
