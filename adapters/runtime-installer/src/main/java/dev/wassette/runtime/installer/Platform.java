package dev.wassette.runtime.installer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/// Processor and system, as Wasmtime's project writes them in the names of its archives.
///
/// @param arch such as `x86_64`
/// @param system `linux`, `musl` (Linux with that C library), `macos` or `windows`; others by their own name
public record Platform(String arch, String system) {
    public Platform {
        Objects.requireNonNull(arch);
        Objects.requireNonNull(system);
    }

    /// {@return the platform of this machine}
    ///
    /// @param os as in the system property `os.name`
    /// @param arch as in the system property `os.arch`
    public static Platform of(String os, String arch) {
        String processor = switch (arch) {
            case "amd64" -> "x86_64";
            case "arm64" -> "aarch64";
            default -> arch;
        };
        String name = os.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return new Platform(processor, "windows");
        }
        if (name.startsWith("mac os") || name.startsWith("darwin")) {
            return new Platform(processor, "macos");
        }
        boolean musl = name.equals("linux") && Files.exists(Path.of("/lib/ld-musl-" + processor + ".so.1"));
        return new Platform(processor, musl ? "musl" : name);
    }

    /// {@return the file name of Wasmtime's library}
    String libraryFile() {
        return switch (system) {
            case "windows" -> "wasmtime.dll";
            case "macos" -> "libwasmtime.dylib";
            default -> "libwasmtime.so";
        };
    }

    /// {@return such as `x86_64-linux`}
    @Override
    public String toString() {
        return arch + "-" + system;
    }
}
