package dev.wassette.domain.policy;

import java.util.Objects;

/// How much of a resource one call of a component may use.
///
/// @param text as it was written: `512Mi`, `500m`, `90s`, `100`
public record ResourcePermission(Resource resource, String text) implements Permission {
    public ResourcePermission {
        Objects.requireNonNull(resource);
        Amounts.parse(resource, text);
    }

    /// {@return bytes, milliseconds, thousandths of a processor, or a number}
    public long amount() {
        return Amounts.parse(resource, text);
    }
}
