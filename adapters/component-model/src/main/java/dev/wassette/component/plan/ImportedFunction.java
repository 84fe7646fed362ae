package dev.wassette.component.plan;

import dev.wassette.domain.wit.Signature;
import java.util.Objects;
import java.util.Optional;

/// A function that the component imports from the host.
///
/// @param interfaceName the instance that it is imported with; empty for a function imported by itself
/// @param offset of its import in the file
public record ImportedFunction(Optional<ImportName> interfaceName, String name, Signature signature, int offset) {
    public ImportedFunction {
        Objects.requireNonNull(interfaceName);
        Objects.requireNonNull(name);
        Objects.requireNonNull(signature);
    }
}
