package dev.wassette.wasi.filesystem;

import java.util.List;
import java.util.Objects;

/// The directories that an instance starts with: its only way to any file.
record Preopens(List<Preopen> directories) {
    Preopens {
        directories = List.copyOf(directories);
    }

    /// @param path what the guest calls the directory
    record Preopen(OpenFile directory, String path) {
        Preopen {
            Objects.requireNonNull(directory);
            Objects.requireNonNull(path);
        }
    }
}
