package dev.wassette.cli;

import dev.wassette.application.port.in.NamedLibrary;
import dev.wassette.cli.syntax.Option;
import dev.wassette.cli.syntax.Parse;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// What the user set: on the command line, else in the environment, else in the configuration file (contract J).
final class Settings {
    static final Option PLUGIN_DIR = Option.valued("--plugin-dir", "PATH",
            "Where components are kept [env: WASSETTE_PLUGIN_DIR]").alsoNamed("--component-dir");
    static final Option RUNTIME = Option.choice("--runtime", "NAME", RuntimeChoice.words(),
            "Which engine runs the components [env: WASSETTE_RUNTIME] [default: auto]");
    static final Option WASMTIME_LIBRARY = Option.valued("--wasmtime-library", "PATH",
            "Wasmtime's C library, which then serves as 'wasmtime' [env: WASSETTE_WASMTIME_LIBRARY]");

    static final Option AUDIT_LOG = Option.valued("--audit-log", "FILE",
            "Where the record of calls, denials and changes is kept, or 'off' [env: WASSETTE_AUDIT_LOG]");

    private final Map<String, String> environment;
    private final UseCases configuration;

    Settings(Map<String, String> environment, UseCases configuration) {
        this.environment = Map.copyOf(environment);
        this.configuration = Objects.requireNonNull(configuration);
    }

    /// A value and who set it.
    ///
    /// @param origin such as `--runtime`
    /// @param fromFile whether it is in the configuration file
    private record Setting(String value, String origin, boolean fromFile) {}

    /// A setting of the command line or of the environment has no possible value. The message names the setting.
    static final class Invalid extends Exception {
        private static final long serialVersionUID = 1L;

        Invalid(String message) {
            super(message);
        }
    }

    RuntimeChoice runtime(Parse.Given given) throws Invalid, UnusableConfiguration {
        Optional<Setting> set = find(given, RUNTIME, "WASSETTE_RUNTIME", "runtime");
        if (set.isEmpty()) {
            return RuntimeChoice.AUTO;
        }
        Optional<RuntimeChoice> choice = RuntimeChoice.of(set.get().value());
        if (choice.isEmpty()) {
            throw refuse(set.get(), "invalid value '" + set.get().value() + "' for " + set.get().origin() + " [possible values: "
                    + String.join(", ", RuntimeChoice.words()) + "]");
        }
        return choice.get();
    }

    /// Later versions of other implementations say `component` for `plugin`.
    Optional<Path> pluginDir(Parse.Given given) throws Invalid, UnusableConfiguration {
        String named = variable("WASSETTE_PLUGIN_DIR").isPresent() ? "WASSETTE_PLUGIN_DIR" : "WASSETTE_COMPONENT_DIR";
        Optional<Path> path = path(given, PLUGIN_DIR, named, "plugin_dir");
        return path.isPresent() ? path : path(given, PLUGIN_DIR, named, "component_dir");
    }

    Folders folders(Parse.Given given) throws Invalid, UnusableConfiguration {
        return new Folders(pluginDir(given), secretsDir(), auditLog(given), Downloads.of(given, this));
    }

    /// A relative path would mean other secrets in every directory that a program is started in.
    private Optional<Path> secretsDir() throws Invalid, UnusableConfiguration {
        Optional<Setting> set = find("WASSETTE_SECRETS_DIR", "secrets_dir");
        if (set.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(absolute(set.get()));
    }

    private AuditLog auditLog(Parse.Given given) throws Invalid, UnusableConfiguration {
        Optional<Setting> set = find(given, AUDIT_LOG, "WASSETTE_AUDIT_LOG", "audit_log");
        if (set.isEmpty()) {
            return new AuditLog.Usual();
        }
        if (set.get().value().equals("off")) {
            return new AuditLog.Off();
        }
        return new AuditLog.Named(given.options().containsKey(AUDIT_LOG.name())
                ? path(set.get()).toAbsolutePath() : absolute(set.get()));
    }

    private static Path absolute(Setting set) throws Invalid, UnusableConfiguration {
        Path path = path(set);
        if (!path.isAbsolute()) {
            throw refuse(set, "'" + path + "', the value of " + set.origin() + ", is no absolute path");
        }
        return path;
    }

    Optional<Path> path(Parse.Given given, Option option, String variable, String key)
            throws Invalid, UnusableConfiguration {
        Optional<Setting> set = find(given, option, variable, key);
        return set.isEmpty() ? Optional.empty() : Optional.of(path(set.get()));
    }

    /// {@return a path that only the command line has}
    Optional<Path> path(Parse.Given given, Option option) throws Invalid, UnusableConfiguration {
        String flag = given.options().get(option.name());
        return flag == null ? Optional.empty() : Optional.of(path(new Setting(flag, option.name(), false)));
    }

    /// {@return the texts of a table of the configuration file}
    Map<String, String> table(String key) throws UnusableConfiguration {
        return configuration.configuredTable(key);
    }

    /// {@return the words of a list with commas, each of which is known}
    Optional<List<String>> words(Parse.Given given, Option option, String variable, String key, List<String> known)
            throws Invalid, UnusableConfiguration {
        Optional<Setting> set = find(given, option, variable, key);
        if (set.isEmpty()) {
            return Optional.empty();
        }
        List<String> words = Stream.of(set.get().value().split(",")).map(String::strip).toList();
        for (String word : words) {
            if (!known.contains(word)) {
                throw refuse(set.get(), "invalid value '" + word + "' for " + set.get().origin() + " [possible values: "
                        + String.join(", ", known) + "]");
            }
        }
        return Optional.of(words);
    }

    Optional<String> text(Parse.Given given, Option option, String variable, String key)
            throws UnusableConfiguration {
        return find(given, option, variable, key).map(Setting::value);
    }

    /// {@return a setting that the command line does not have}
    Optional<String> text(String variable, String key) throws UnusableConfiguration {
        return find(variable, key).map(Setting::value);
    }

    /// {@return a file; only on the command line may its path be relative, for elsewhere it would mean another file in every
    /// directory that a program is started in}
    Optional<Path> file(Parse.Given given, Option option, String variable, String key) throws Invalid, UnusableConfiguration {
        Optional<Setting> set = find(given, option, variable, key);
        if (set.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of((given.options().containsKey(option.name()) ? path(set.get()) : absolute(set.get())).toAbsolutePath());
    }

    /// {@return whether something is allowed that is not unless somebody says `true`}
    boolean yes(String variable, String key) throws Invalid, UnusableConfiguration {
        Optional<Setting> set = find(variable, key);
        if (set.isPresent() && !List.of("true", "false").contains(set.get().value())) {
            throw refuse(set.get(), "invalid value '" + set.get().value() + "' for " + set.get().origin()
                    + " [possible values: true, false]");
        }
        return set.isPresent() && set.get().value().equals("true");
    }

    /// {@return a setting that only the environment has}
    Optional<String> variable(String name) {
        return Optional.of(environment.getOrDefault(name, "")).filter(value -> !value.isEmpty());
    }

    /// Only on the command line may the path be relative. Elsewhere it would mean another file in every directory that
    /// the server is started in, and whoever can write there would choose the native code that runs.
    Optional<NamedLibrary> wasmtimeLibrary(Parse.Given given) throws Invalid, UnusableConfiguration {
        Optional<Setting> set = find(given, WASMTIME_LIBRARY, "WASSETTE_WASMTIME_LIBRARY", "wasmtime_library");
        if (set.isEmpty()) {
            return Optional.empty();
        }
        Path path = given.options().containsKey(WASMTIME_LIBRARY.name()) ? path(set.get()) : absolute(set.get());
        return Optional.of(new NamedLibrary(path.toAbsolutePath().toString(), set.get().origin()));
    }

    private static Path path(Setting set) throws Invalid, UnusableConfiguration {
        try {
            return Path.of(set.value());
        } catch (InvalidPathException invalid) {
            throw refuse(set, "'" + set.value() + "', the value of " + set.origin() + ", is not a path: "
                    + invalid.getReason());
        }
    }

    /// {@return never}
    private static Invalid refuse(Setting set, String message) throws Invalid, UnusableConfiguration {
        if (set.fromFile()) {
            throw new UnusableConfiguration(message);
        }
        throw new Invalid(message);
    }

    /// An empty variable is the same as none: there is no other way to unset one in many configuration files.
    private Optional<Setting> find(Parse.Given given, Option option, String variable, String key)
            throws UnusableConfiguration {
        String flag = given.options().get(option.name());
        return flag == null ? find(variable, key) : Optional.of(new Setting(flag, option.name(), false));
    }

    private Optional<Setting> find(String variable, String key) throws UnusableConfiguration {
        String value = environment.getOrDefault(variable, "");
        if (!value.isEmpty()) {
            return Optional.of(new Setting(value, "the environment variable " + variable, false));
        }
        return configuration.configured(key)
                .map(text -> new Setting(text, "'" + key + "' in the configuration file", true));
    }
}
