package dev.wassette.cli;

import dev.wassette.cli.Settings.Invalid;
import dev.wassette.cli.syntax.Option;
import dev.wassette.cli.syntax.Parse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Values for variables that components are granted (contract F.3): those given count for more than those of the file,
/// and those for more than the configured ones.
///
/// @param given on the command line
/// @param file with more of them; empty when nobody said
/// @param configured in the configuration file
public record Variables(Map<String, String> given, Optional<Path> file, Map<String, String> configured) {
    private static final Option ENV = Option.repeatable("--env", "KEY=VALUE",
            "A variable for components that are granted it; may be given several times");
    private static final Option ENV_FILE = Option.valued("--env-file", "PATH",
            "A file with such variables, KEY=VALUE on each line");
    static final List<Option> ALL = List.of(ENV, ENV_FILE);

    public Variables {
        given = Map.copyOf(given);
        Objects.requireNonNull(file);
        configured = Map.copyOf(configured);
    }

    /// {@return the keys, without the values}
    @Override
    public String toString() {
        return "Variables[given=" + given.keySet() + ", file=" + file + ", configured=" + configured.keySet() + "]";
    }

    static Variables of(Parse.Given given, Settings settings) throws Invalid, UnusableConfiguration {
        Map<String, String> variables = new HashMap<>();
        for (String each : given.repeated().getOrDefault(ENV.name(), List.of())) {
            int equals = each.indexOf('=');
            if (equals < 1) {
                throw new Invalid("invalid value for '--env <KEY=VALUE>': a name and '=' are missing");
            }
            variables.put(each.substring(0, equals), each.substring(equals + 1));
        }
        return new Variables(variables, settings.path(given, ENV_FILE), settings.table("environment_vars"));
    }
}
