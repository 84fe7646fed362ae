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

    /// @param system the name of the operating system, as Java tells it
    /// @param environment of the process
    /// @param home the user's home directory, where the variable `HOME` does not name another
    static Directories of(String system, Map<String, String> environment, Path home) {
        return system.startsWith("Windows") ? ofWindows(environment, home) : ofXdg(environment, home);
    }

    /// A service may run without the variables.
    private static Directories ofWindows(Map<String, String> environment, Path home) {
        Path roaming = folder(environment, "APPDATA", home.resolve("AppData").resolve("Roaming"));
        Path local = folder(environment, "LOCALAPPDATA", home.resolve("AppData").resolve("Local"));
        return new Directories(roaming, local.resolve("data"), local.resolve("cache"), local.resolve("state"));
    }

    private static Path folder(Map<String, String> environment, String variable, Path otherwise) {
        String value = environment.getOrDefault(variable, "");
        return (value.isEmpty() ? otherwise : Path.of(value)).resolve("wassette");
    }

    /// Java asks the list of users for the home directory; the specification, and the user, mean the variable.
    private static Directories ofXdg(Map<String, String> environment, Path usual) {
        Path named = Path.of(environment.getOrDefault("HOME", ""));
        Path home = named.isAbsolute() ? named : usual;
        return new Directories(
                base(environment, "XDG_CONFIG_HOME", home.resolve(".config")),
                base(environment, "XDG_DATA_HOME", home.resolve(".local").resolve("share")),
                base(environment, "XDG_CACHE_HOME", home.resolve(".cache")),
                base(environment, "XDG_STATE_HOME", home.resolve(".local").resolve("state")));
    }

    /// The specification wants relative values ignored.
    private static Path base(Map<String, String> environment, String variable, Path otherwise) {
        String value = environment.getOrDefault(variable, "");
        boolean usable = !value.isEmpty() && Path.of(value).isAbsolute();
        return (usable ? Path.of(value) : otherwise).resolve("wassette");
    }
}
