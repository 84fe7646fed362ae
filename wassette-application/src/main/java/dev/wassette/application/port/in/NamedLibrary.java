package dev.wassette.application.port.in;

import java.util.Objects;

/// A native library that the user named. It is used or refused, but never passed over.
///
/// @param path absolute
/// @param origin who named it, such as `--wasmtime-library`: the object of "named by"
public record NamedLibrary(String path, String origin) {
    public NamedLibrary {
        Objects.requireNonNull(path);
        Objects.requireNonNull(origin);
    }
}
