package dev.wassette.application.service;

import dev.wassette.application.port.out.EnvironmentValues;
import dev.wassette.application.port.out.PolicyFormat;
import dev.wassette.application.port.out.PolicyFormat.Malformed;
import dev.wassette.application.port.out.PolicyFormat.Read;
import dev.wassette.application.port.out.PolicyStore;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.policy.EnvironmentPermission;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.policy.Policy;
import dev.wassette.domain.policy.ProtectedPlaces;
import dev.wassette.domain.policy.Secrets;
import dev.wassette.domain.policy.Surroundings;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// What components may do at this moment. Each question looks at the store, so that a change by an editor or another
/// process holds from the next call on. A policy that cannot be read changes nothing: the last valid one stays, until
/// this process ends, and the log says so. Safe for use by several threads.
public final class Policies {
    private static final Logger LOG = System.getLogger("dev.wassette.application");

    private final PolicyStore store;
    private final PolicyFormat format;
    private final ProtectedPlaces places;
    private final StoredSecrets secrets;
    private final EnvironmentValues values;
    private final List<String> commandOptions;
    private final Map<ComponentId, Known> known = new ConcurrentHashMap<>();

    /// @param secrets count for more than other values
    /// @param commandOptions what a command of another process needs to find the same store
    public Policies(PolicyStore store, PolicyFormat format, ProtectedPlaces places, StoredSecrets secrets,
            EnvironmentValues values, List<String> commandOptions) {
        this.store = Objects.requireNonNull(store);
        this.format = Objects.requireNonNull(format);
        this.places = Objects.requireNonNull(places);
        this.secrets = Objects.requireNonNull(secrets);
        this.values = Objects.requireNonNull(values);
        this.commandOptions = List.copyOf(commandOptions);
    }

    /// What was found in the store at the last look.
    ///
    /// @param version of what was looked at
    /// @param policy the last valid one
    /// @param complaint what is wrong with what was looked at; empty when nothing is
    private record Known(String version, Optional<Policy> policy, String complaint) {}

    /// {@return the same with policies from another store}
    Policies in(PolicyStore other) {
        return new Policies(other, format, places, secrets, values, commandOptions);
    }

    PolicyStore store() {
        return store;
    }

    /// {@return the secrets that variables get their values from first}
    public StoredSecrets secrets() {
        return secrets;
    }

    PolicyFormat format() {
        return format;
    }

    List<String> commandOptions() {
        return commandOptions;
    }

    ProtectedPlaces places() {
        return places;
    }

    /// What a call may touch and use.
    ///
    /// @param unset variables that the policy allows, and that have no value
    record Allowance(Grant grant, Set<String> unset) {
        Allowance {
            Objects.requireNonNull(grant);
            unset = Set.copyOf(unset);
        }
    }

    /// {@return what a call of the component that begins now may touch and use}
    Allowance allowance(ComponentId id) {
        return current(id).map(policy -> allowance(id, policy))
                .orElseGet(() -> new Allowance(Grant.nothing(), Set.of()));
    }

    private Allowance allowance(ComponentId id, Policy policy) {
        Secrets own = policy.environment().isEmpty() ? Secrets.none() : secrets.current(id);
        Grant grant = policy.resolve(new Surroundings(places, key -> own.value(key).or(() -> values.value(id, key))));
        return new Allowance(grant, policy.environment().stream().map(EnvironmentPermission::key)
                .filter(key -> !grant.environment().containsKey(key)).collect(Collectors.toSet()));
    }

    private Optional<Policy> current(ComponentId id) {
        try {
            Optional<String> version = store.version(id);
            if (version.isEmpty()) {
                known.remove(id);
                return Optional.empty();
            }
            Known last = known.get(id);
            Known now = last != null && last.version().equals(version.get()) ? last : look(id, version.get(), last);
            known.put(id, now);
            return now.policy();
        } catch (IOException e) {
            Known last = known.get(id);
            LOG.log(Level.WARNING, "The policy of component {0} cannot be read: {1}. {2}", id, e, consequence(last));
            return last == null ? Optional.empty() : last.policy();
        }
    }

    private Known look(ComponentId id, String version, Known last) throws IOException {
        Optional<PolicyStore.StoredPolicy> stored = store.read(id);
        if (stored.isEmpty()) {
            return new Known(version, Optional.empty(), "");
        }
        return switch (format.read(stored.get().text())) {
            case Read(Policy policy) -> new Known(version, Optional.of(policy), "");
            case Malformed(String reason) -> {
                if (last == null || !last.complaint().equals(reason)) {
                    LOG.log(Level.WARNING, "The policy of component {0} in {1} is not valid: {2}. {3}", id,
                            stored.get().location(), reason, consequence(last));
                }
                yield new Known(version, last == null ? Optional.empty() : last.policy(), reason);
            }
        };
    }

    private static String consequence(Known last) {
        return last == null || last.policy().isEmpty() ? "Until it is, the component may do nothing"
                : "Until it is, the component may do what it could do before";
    }
}
