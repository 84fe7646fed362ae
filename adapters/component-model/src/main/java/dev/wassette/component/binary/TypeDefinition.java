package dev.wassette.component.binary;

import java.util.Objects;

/// A type (Binary Format, `type`).
public record TypeDefinition(int offset, DefType type) implements Definition, Declaration {
    public TypeDefinition {
        Objects.requireNonNull(type);
    }
}
