package dev.wassette.domain;

import java.util.regex.Pattern;

/// The name of a tool as an MCP client sees it (contract C.1).
///
/// @param value 1 to 128 of `A-Z a-z 0-9 _ -`
public record ToolName(String value) implements Comparable<ToolName> {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    /// @throws IllegalArgumentException when the value is not of that form
    public ToolName {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value + "' cannot name a tool");
        }
    }

    @Override
    public int compareTo(ToolName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
