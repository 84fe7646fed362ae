package dev.wassette.cli;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.cli.syntax.Command;
import dev.wassette.cli.syntax.Nearest;
import dev.wassette.cli.syntax.Option;
import dev.wassette.cli.syntax.Parse;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// `wassette config show`: what is set, and by whom (contract J).
final class ConfigCommands {
    private static final Option OUTPUT = Option.choice("--output-format", "FORMAT", List.of("table", "json", "yaml"),
            "How to print the result [default: table]").shortly("-o");
    static final Command SHOW = Command.leaf("show", "Show each setting, its value, and who set it", List.of(OUTPUT))
            .example("wassette config show", "wassette config show -o json | jq '.settings[] | select(.origin != \"default\")'");
    static final Command CONFIG = Command.group("config", "Look at the configuration", List.of(), SHOW);

    /// A table of variables for components, not of settings.
    private static final String ENVIRONMENT_VARS = "environment_vars";
    /// A table of files with published components.
    private static final String REGISTRIES = "registries";

    /// A setting that there is.
    ///
    /// @param keys in the configuration file; the first is the usual one
    /// @param variables of the environment
    /// @param usual what it is where nobody set it; empty where that depends on the machine, or is nothing
    private record Known(List<String> keys, List<String> variables, String usual) {
        String key() {
            return keys.getFirst();
        }
    }

    private static final List<Known> KNOWN = List.of(
            new Known(List.of("plugin_dir", "component_dir"), List.of("WASSETTE_PLUGIN_DIR", "WASSETTE_COMPONENT_DIR"), ""),
            new Known(List.of("secrets_dir"), List.of("WASSETTE_SECRETS_DIR"), ""),
            new Known(List.of("audit_log"), List.of("WASSETTE_AUDIT_LOG"), ""),
            new Known(List.of("trust_file"), List.of("WASSETTE_TRUST_FILE"), ""),
            new Known(List.of("runtime"), List.of("WASSETTE_RUNTIME"), "auto"),
            new Known(List.of("wasmtime_library"), List.of("WASSETTE_WASMTIME_LIBRARY"), ""),
            new Known(List.of("bind_address"), List.of("WASSETTE_BIND_ADDRESS"), "127.0.0.1:9001"),
            new Known(List.of("allowed_hosts"), List.of("WASSETTE_ALLOWED_HOSTS"), ""),
            new Known(List.of("auth_token_file"), List.of("WASSETTE_AUTH_TOKEN_FILE"), ""),
            new Known(List.of("insecure_registries"), List.of("WASSETTE_INSECURE_REGISTRIES"), ""),
            new Known(List.of("allow_http"), List.of("WASSETTE_ALLOW_HTTP"), "false"),
            new Known(List.of("ca_file"), List.of("WASSETTE_CA_FILE"), ""),
            new Known(List.of("proxy"), List.of("WASSETTE_PROXY"), ""),
            new Known(List.of("builtin_tools"), List.of("WASSETTE_BUILTIN_TOOLS"), "standard"));

    private final UseCases useCases;
    private final Map<String, String> environment;
    private final Terminal terminal;
    private final PrintStream out;

    /// @param environment the variables of the process
    ConfigCommands(UseCases useCases, Map<String, String> environment, Terminal terminal, PrintStream out) {
        this.useCases = Objects.requireNonNull(useCases);
        this.environment = Map.copyOf(environment);
        this.terminal = Objects.requireNonNull(terminal);
        this.out = Objects.requireNonNull(out);
    }

    /// Says which keys of the configuration file mean nothing and look like one that does.
    static List<String> typos(UseCases useCases) throws UnusableConfiguration {
        List<String> known = Stream.concat(KNOWN.stream().flatMap(each -> each.keys().stream()), Stream.of(ENVIRONMENT_VARS, REGISTRIES))
                .toList();
        List<String> typos = new ArrayList<>();
        for (String key : useCases.configurationKeys()) {
            if (!known.contains(key)) {
                Nearest.of(key, known.stream()).ifPresent(near -> typos.add("The key '" + Table.printable(key)
                        + "' of the configuration file means nothing; there is '" + near + "'."));
            }
        }
        return typos;
    }

    /// What a setting is, and who says so.
    private record Shown(String key, String value, String origin) {
        /// A URL can have a password, which is nobody's to see.
        Shown {
            value = key.equals("proxy") ? value.replaceFirst("^(.*//)?[^/]*@", "$1***@") : value;
        }
    }

    /// {@return the exit status of the process}
    int show(Parse.Given given) throws UnusableConfiguration {
        List<Shown> all = new ArrayList<>();
        all.add(new Shown("(configuration file)", useCases.configurationPlace(), environment
                .getOrDefault("WASSETTE_CONFIG_FILE", "").isEmpty() ? "default" : "WASSETTE_CONFIG_FILE"));
        for (Known known : KNOWN) {
            all.add(shown(given, known));
        }
        new TreeMap<>(useCases.configuredTable(REGISTRIES)).forEach((name, place) ->
                all.add(new Shown(REGISTRIES + "." + name, place, "configuration file")));
        for (Map.Entry<String, String> variable : new TreeMap<>(useCases.configuredTable(ENVIRONMENT_VARS)).entrySet()) {
            all.add(new Shown(ENVIRONMENT_VARS + "." + variable.getKey(), "(set)", "configuration file"));
        }
        out.print(switch (given.options().getOrDefault(OUTPUT.name(), "table")) {
            case "table" -> table(all);
            default -> Printed.as(given, terminal, json(all));
        });
        return 0;
    }

    /// A flag counts for more than a variable, and that for more than the file.
    private Shown shown(Parse.Given given, Known known) throws UnusableConfiguration {
        String flag = "--" + known.key().replace('_', '-');
        if (given.options().containsKey(flag)) {
            return new Shown(known.key(), given.options().get(flag), flag);
        }
        for (String variable : known.variables()) {
            if (!environment.getOrDefault(variable, "").isEmpty()) {
                return new Shown(known.key(), environment.get(variable), variable);
            }
        }
        for (String key : known.keys()) {
            Optional<String> configured = useCases.configured(key);
            if (configured.isPresent()) {
                return new Shown(known.key(), configured.get(), "configuration file");
            }
        }
        return new Shown(known.key(), useCases.usual(known.key()).orElse(known.usual()), "default");
    }

    private String table(List<Shown> all) {
        var table = new Table("SETTING", "VALUE", "SET BY");
        all.forEach(each -> table.row(each.key(), each.value().isEmpty() ? "-" : each.value(), each.origin()));
        return table.text(terminal);
    }

    private static JsonObject json(List<Shown> all) {
        return JsonObject.empty().with("settings", new JsonArray(all.stream().<JsonValue>map(each -> JsonObject.empty()
                .with("key", new JsonString(each.key()))
                .with("origin", new JsonString(each.origin()))
                .with("value", new JsonString(each.value()))).toList()));
    }
}
