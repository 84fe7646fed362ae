package dev.wassette.domain.trust;

/// What happens to what is not signed.
public enum Unsigned {
    /// It is loaded, and nothing is said.
    ALLOW,
    /// It is loaded, and a warning says so.
    WARN,
    /// It is not loaded.
    REFUSE
}
