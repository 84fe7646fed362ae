package dev.wassette.domain.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Values that belong to one component. It gets the ones whose keys its policy allows. Immutable. No message and no text
/// of this class ever contains a value.
public final class Secrets {
    private static final Secrets NONE = new Secrets(Map.of());

    private final Map<String, String> values;

    /// @param values by key
    /// @throws InvalidPermission for a key that no policy could allow, or a value that no variable can have
    public Secrets(Map<String, String> values) {
        this.values = Collections.unmodifiableMap(new TreeMap<>(values));
        this.values.forEach(Secrets::check);
    }

    private static void check(String key, String value) {
        new EnvironmentPermission(key);
        if (value.indexOf('\0') >= 0) {
            throw new InvalidPermission("The value of " + key + " has a NUL in it, which no variable can have");
        }
    }

    /// {@return no secrets}
    public static Secrets none() {
        return NONE;
    }

    /// {@return the keys, sorted}
    public List<String> keys() {
        return List.copyOf(values.keySet());
    }

    public Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /// {@return these secrets and others, which replace those of the same keys}
    public Secrets with(Secrets others) {
        Map<String, String> all = new TreeMap<>(values);
        all.putAll(others.values);
        return new Secrets(all);
    }

    /// {@return these secrets but for those of the keys}
    public Secrets without(Collection<String> keys) {
        Map<String, String> rest = new TreeMap<>(values);
        rest.keySet().removeAll(new ArrayList<>(keys));
        return new Secrets(rest);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secrets secrets && values.equals(secrets.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /// {@return the keys}
    @Override
    public String toString() {
        return "secrets " + values.keySet();
    }
}
