package dev.wassette.domain.wit.text;

import java.util.Objects;
import java.util.Optional;

/// The name of a package (WIT, "Package Names").
///
/// @param path namespaces and names, such as `wasi:io`
/// @param version a semantic version; empty for a package without
public record PackageName(String path, Optional<String> version) {
    public PackageName {
        Objects.requireNonNull(path);
        Objects.requireNonNull(version);
    }

    @Override
    public String toString() {
        return path + version.map(number -> "@" + number).orElse("");
    }
}
