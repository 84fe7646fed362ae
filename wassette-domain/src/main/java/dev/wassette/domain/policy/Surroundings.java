package dev.wassette.domain.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// What a policy needs to become a grant, and does not say itself.
///
/// @param places where relative paths begin, and what stays closed
/// @param values the value of a variable for the component; empty when nobody has set it
public record Surroundings(ProtectedPlaces places, Function<String, Optional<String>> values) {
    public Surroundings {
        Objects.requireNonNull(places);
        Objects.requireNonNull(values);
    }

    StorageGrant storage(Rules<StoragePermission> rules) {
        if (rules.allow().isEmpty()) {
            return StorageGrant.nothing();
        }
        Stream<StorageRule> denied = rules.deny().stream().map(each -> each.rule(places.componentFolder()));
        return new StorageGrant(
                rules.allow().stream().map(each -> each.rule(places.componentFolder())).toList(),
                Stream.concat(denied, places.rules().stream()).toList());
    }

    /// A granted variable that nobody has set is absent.
    Map<String, String> variables(List<EnvironmentPermission> granted) {
        Map<String, String> variables = new HashMap<>();
        granted.forEach(each -> values.apply(each.key()).ifPresent(value -> variables.put(each.key(), value)));
        return variables;
    }
}
