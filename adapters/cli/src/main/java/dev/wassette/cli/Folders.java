package dev.wassette.cli;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/// Where things are kept; empty where nobody said, for the usual place.
///
/// @param plugins the components and their policies
/// @param secrets the secrets of components, an absolute path
public record Folders(Optional<Path> plugins, Optional<Path> secrets, AuditLog auditLog) {
    public Folders {
        Objects.requireNonNull(plugins);
        Objects.requireNonNull(secrets);
        Objects.requireNonNull(auditLog);
    }
}
