package dev.wassette.wasi.cli;

import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.wit.WitValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The variables that one instance sees, by `wasi:cli/environment` and by `wasi:config/store`: those of its grant.
public final class Variables {
    private final Map<String, String> granted;

    public Variables(Grant grant) {
        this.granted = new TreeMap<>(grant.environment());
    }

    /// {@return the value of a variable; empty when it is not granted or has none}
    public Optional<String> value(String key) {
        return Optional.ofNullable(granted.get(key));
    }

    /// {@return a `list<tuple<string, string>>`, sorted by key}
    public WitValue all() {
        return new WitValue.ListOf(granted.entrySet().stream().map(Variables::pair).toList());
    }

    private static WitValue pair(Map.Entry<String, String> variable) {
        return new WitValue.Tuple(List.of(new WitValue.Str(variable.getKey()), new WitValue.Str(variable.getValue())));
    }
}
