package dev.wassette.bootstrap;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/// Where this user's files lie: the XDG Base Directory Specification, on macOS too, as other implementations have it
/// (contract J), and on Windows the application data.
///
/// @param configuration what the user sets
/// @param data what the user keeps
/// @param cache for what can be made again
/// @param state for what belongs to this machine and is not shared
record Directories(Path configuration, Path data, Path cache, Path state) {
    Directories {
        Objects.requireNonNull(configuration);
        Objects.requireNonNull(data);
        Objects.requireNonNull(cache);
        Objects.requireNonNull(state);
    }

    /// {@return where runtimes are installed, each in a folder of its own}
    Path runtimes() {
        return data.resolve("runtimes");
    }

    /// @param environment of the process
    /// @param home the user's home directory
    static Directories of(Map<String, String> environment, Path home) {
        String windows = environment.get("LOCALAPPDATA");
        if (windows != null) {
            Path local = Path.of(windows, "wassette");
            Path roaming = Path.of(environment.getOrDefault("APPDATA", windows), "wassette");
            return new Directories(roaming, local.resolve("data"), local.resolve("cache"), local.resolve("state"));
        }
        return new Directories(
                base(environment, "XDG_CONFIG_HOME", home.resolve(".config")),
                base(environment, "XDG_DATA_HOME", home.resolve(".local/share")),
                base(environment, "XDG_CACHE_HOME", home.resolve(".cache")),
                base(environment, "XDG_STATE_HOME", home.resolve(".local/state")));
    }

    /// The specification wants relative values ignored.
    private static Path base(Map<String, String> environment, String variable, Path otherwise) {
        String value = environment.getOrDefault(variable, "");
        boolean usable = !value.isEmpty() && Path.of(value).isAbsolute();
        return (usable ? Path.of(value) : otherwise).resolve("wassette");
    }
}
