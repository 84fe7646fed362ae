package dev.wassette.component;

import dev.wassette.domain.wit.FunctionName;
import dev.wassette.domain.wit.Signature;
import java.util.Objects;

/// A function that a component exports.
public record ExportedFunction(FunctionName name, Signature signature) {
    public ExportedFunction {
        Objects.requireNonNull(name);
        Objects.requireNonNull(signature);
    }
}
