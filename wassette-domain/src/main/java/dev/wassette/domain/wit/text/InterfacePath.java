package dev.wassette.domain.wit.text;

import java.util.Objects;
import java.util.Optional;

/// What a `use`, `import`, `export` or `include` refers to (WIT, `use-path`).
///
/// @param around the package; empty for a name of the same package, or of a `use` at the top of the file
/// @param name of the interface or world
public record InterfacePath(Optional<PackageName> around, String name) {
    public InterfacePath {
        Objects.requireNonNull(around);
        Objects.requireNonNull(name);
    }

    /// {@return the path of a full name such as `wasi:io/streams@0.2.0`, or of a plain one}
    public static InterfacePath of(String full) {
        int at = full.indexOf('@');
        String path = at < 0 ? full : full.substring(0, at);
        int slash = path.lastIndexOf('/');
        if (slash < 0) {
            return new InterfacePath(Optional.empty(), path);
        }
        Optional<String> version = at < 0 ? Optional.empty() : Optional.of(full.substring(at + 1));
        return new InterfacePath(Optional.of(new PackageName(path.substring(0, slash), version)), path.substring(slash + 1));
    }

    @Override
    public String toString() {
        return around.map(outer -> outer.path() + "/" + name + outer.version().map(number -> "@" + number).orElse(""))
                .orElse(name);
    }
}
