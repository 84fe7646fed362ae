package dev.wassette.component.binary;

import java.util.Objects;

/// An export in a component type or an instance type (Binary Format, `exportdecl`). It adds to the index space of its
/// sort.
public record ExportDeclaration(int offset, String name, ExternDesc type) implements Declaration {
    public ExportDeclaration {
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
    }
}
