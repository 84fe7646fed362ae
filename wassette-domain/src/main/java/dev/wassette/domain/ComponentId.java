package dev.wassette.domain;

import java.util.regex.Pattern;

/// The name under which a component is known here. It becomes part of file names, so only harmless characters pass
/// (contract C.3).
///
/// @param value 1 to 128 of `A-Z a-z 0-9 . _ -`, not starting with a dot
public record ComponentId(String value) implements Comparable<ComponentId> {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}");

    /// @throws IllegalArgumentException with a sentence for the user when the value is not of that form
    public ComponentId {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value + "' cannot name a component: use 1 to 128 of A-Z, a-z, "
                    + "0-9, '.', '_' and '-', not starting with a dot");
        }
    }

    @Override
    public int compareTo(ComponentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
