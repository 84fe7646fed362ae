package dev.wassette.cli;

import java.nio.file.Path;
import java.util.Objects;

/// Where the record is kept of what is done.
public sealed interface AuditLog {

    /// In the usual place; a record that cannot be written there is done without.
    record Usual() implements AuditLog {}

    /// Nowhere.
    record Off() implements AuditLog {}

    /// In a file that somebody named, so nothing is done without it.
    ///
    /// @param file an absolute path
    record Named(Path file) implements AuditLog {
        public Named {
            Objects.requireNonNull(file);
        }
    }
}
