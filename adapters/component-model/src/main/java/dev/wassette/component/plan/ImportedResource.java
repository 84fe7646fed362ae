package dev.wassette.component.plan;

import dev.wassette.domain.wit.ResourceType;
import java.util.Objects;
import java.util.Optional;

/// A resource that the component imports from the host.
///
/// @param interfaceName the instance that it is imported with; empty for a resource imported by itself
/// @param offset of its import in the file
public record ImportedResource(Optional<ImportName> interfaceName, ResourceType.Host type, int offset) {
    public ImportedResource {
        Objects.requireNonNull(interfaceName);
        Objects.requireNonNull(type);
    }
}
