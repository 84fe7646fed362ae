package dev.wassette.component.plan;

import java.util.Objects;

/// The name of an import.
///
/// @param full as in the file, such as `wasi:io/streams@0.2.3`
/// @param base without the version, such as `wasi:io/streams`
/// @param version such as `0.2.3`; empty when the name has none
public record ImportName(String full, String base, String version) {
    public ImportName {
        Objects.requireNonNull(full);
        Objects.requireNonNull(base);
        Objects.requireNonNull(version);
    }

    static ImportName of(String full) {
        int at = full.indexOf('@');
        return at < 0 ? new ImportName(full, full, "")
                : new ImportName(full, full.substring(0, at), full.substring(at + 1));
    }

    @Override
    public String toString() {
        return full;
    }
}
