package dev.wassette.component.binary;

import java.util.Objects;

/// A custom section (Binary Format, `section_0`). It means nothing to the format.
public record CustomSection(int offset, String name, Slice content) implements Definition {
    public CustomSection {
        Objects.requireNonNull(name);
        Objects.requireNonNull(content);
    }
}
