package dev.wassette.component.binary;

import java.util.Objects;

/// A parameter or a field (Binary Format, `labelvaltype`).
public record LabelValType(String label, ValType type) {
    public LabelValType {
        Objects.requireNonNull(label);
        Objects.requireNonNull(type);
    }
}
