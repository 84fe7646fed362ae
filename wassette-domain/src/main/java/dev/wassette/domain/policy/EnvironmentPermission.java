package dev.wassette.domain.policy;

/// A variable that a component may read.
///
/// @param key its name; without `*`, `=` and NUL
public record EnvironmentPermission(String key) implements Permission {
    public EnvironmentPermission {
        if (key.isBlank()) {
            throw new InvalidPermission("Environment key can't be empty");
        }
        if (key.indexOf('*') >= 0) {
            throw new InvalidPermission("No wildcards allowed in environment keys: " + key);
        }
        if (key.indexOf('=') >= 0 || key.indexOf('\0') >= 0) {
            throw new InvalidPermission("Environment key has a character that no key can have: " + key);
        }
    }
}
