package dev.wassette.component.binary;

import java.util.Objects;

/// A component inside a component (Binary Format, `section_4`).
public record NestedComponent(int offset, ComponentBinary component) implements Definition {
    public NestedComponent {
        Objects.requireNonNull(component);
    }
}
