package dev.wassette.component.binary;

import java.util.Objects;

/// An import of a component or a component type (Binary Format, `import`, `importdecl`). It adds to the index space of
/// its sort.
public record Import(int offset, String name, ExternDesc type) implements Definition, Declaration {
    public Import {
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
    }
}
