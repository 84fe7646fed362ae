package dev.wassette.cli;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/// Where things are kept, empty where nobody said, for the usual place; and where components come from.
///
/// @param plugins the components and their policies
/// @param secrets the secrets of components, an absolute path
public record Folders(Optional<Path> plugins, Optional<Path> secrets, AuditLog auditLog, Downloads downloads) {
    public Folders {
        Objects.requireNonNull(plugins);
        Objects.requireNonNull(secrets);
        Objects.requireNonNull(auditLog);
        Objects.requireNonNull(downloads);
    }

    /// With what nobody has changed of downloads.
    public Folders(Optional<Path> plugins, Optional<Path> secrets, AuditLog auditLog) {
        this(plugins, secrets, auditLog, Downloads.USUAL);
    }
}
