package dev.wassette.component.binary;

import java.util.Objects;

/// A core type (Binary Format, `core:type`).
public record CoreTypeDefinition(int offset, CoreDefType type) implements Definition, Declaration {
    public CoreTypeDefinition {
        Objects.requireNonNull(type);
    }
}
