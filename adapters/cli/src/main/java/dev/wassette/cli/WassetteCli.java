package dev.wassette.cli;

import dev.wassette.cli.ServeOptions.Transport;
import dev.wassette.cli.syntax.Command;
import dev.wassette.cli.syntax.Help;
import dev.wassette.cli.syntax.Option;
import dev.wassette.cli.syntax.Parse;
import dev.wassette.cli.syntax.Parser;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The command `wassette`. Help and results go to standard output, everything else to standard error.
///
/// Exit status: 0 when all went well, 1 when a command failed or none was given, 2 for a command line that cannot be
/// understood.
public final class WassetteCli {
    private static final int USAGE_ERROR = 2;

    private static final Option PLUGIN_DIR = Option.valued("--plugin-dir", "PATH",
            "Where components are kept [env: WASSETTE_PLUGIN_DIR]");
    private static final Option HELP = Option.flag("--help", "-h", "Print help");
    private static final Option VERSION = Option.flag("--version", "-V", "Print the version");
    private static final Option STDIO = Option.flag("--stdio", "",
            "Serve one client over standard input and output (the default)");
    private static final Option RUNTIME = Option.choice("--runtime", "NAME", RuntimeChoice.words(),
            "Which engine runs the components [env: WASSETTE_RUNTIME] [default: auto]");
    private static final Option WASMTIME_LIBRARY = Option.valued("--wasmtime-library", "PATH",
            "Wasmtime's C library, which then serves as 'wasmtime' [env: WASSETTE_WASMTIME_LIBRARY]");

    private static final Command SERVE = new Command("serve",
            "Offer the functions of components as tools to an MCP client", List.of(STDIO, RUNTIME, WASMTIME_LIBRARY), List.of());
    private static final Command WASSETTE = new Command("wassette",
            "Runs each tool of an MCP server as a WebAssembly component in a sandbox. A component reaches nothing\n"
                    + "outside it without a permission; its policy lists the permissions it has.",
            List.of(PLUGIN_DIR, HELP, VERSION), List.of(SERVE));

    private final ServeAction serve;
    private final Map<String, String> environment;
    private final String version;
    private final PrintStream out;
    private final PrintStream err;

    /// @param environment the variables of the process
    /// @param version our own
    public WassetteCli(ServeAction serve, Map<String, String> environment, String version, PrintStream out,
            PrintStream err) {
        this.serve = Objects.requireNonNull(serve);
        this.environment = Map.copyOf(environment);
        this.version = Objects.requireNonNull(version);
        this.out = Objects.requireNonNull(out);
        this.err = Objects.requireNonNull(err);
    }

    /// Does what the command line says.
    ///
    /// @return the exit status of the process
    public int run(List<String> arguments) {
        return switch (Parser.parse(WASSETTE, arguments)) {
            case Parse.Given given -> run(given);
            case Parse.Wrong(List<Command> path, String message) -> wrong(path, message);
        };
    }

    private int run(Parse.Given given) {
        if (given.options().containsKey(HELP.name())) {
            out.print(Help.help(given.path()));
            return 0;
        }
        if (given.options().containsKey(VERSION.name())) {
            out.println("wassette " + version);
            return 0;
        }
        if (given.command() == SERVE) {
            return serve(given);
        }
        err.println("No command provided. Use --help for usage information.");
        return 1;
    }

    private int serve(Parse.Given given) {
        String name = value(given, RUNTIME, "WASSETTE_RUNTIME").orElse("auto");
        Optional<RuntimeChoice> runtime = RuntimeChoice.of(name);
        if (runtime.isEmpty()) {
            // The parser lets no other value of the flag through.
            return wrong(given.path(), "invalid value '" + name + "' for the environment variable WASSETTE_RUNTIME "
                    + "[possible values: " + String.join(", ", RuntimeChoice.words()) + "]");
        }
        Optional<Path> pluginDir;
        Optional<Path> wasmtimeLibrary;
        try {
            pluginDir = value(given, PLUGIN_DIR, "WASSETTE_PLUGIN_DIR").map(Path::of);
            wasmtimeLibrary = value(given, WASMTIME_LIBRARY, "WASSETTE_WASMTIME_LIBRARY").map(Path::of);
        } catch (InvalidPathException invalid) {
            return wrong(given.path(), "'" + invalid.getInput() + "' is not a path: " + invalid.getReason());
        }
        return serve.serve(new ServeOptions(Transport.STDIO, runtime.get(), pluginDir, wasmtimeLibrary));
    }

    /// An empty variable is the same as none: there is no other way to unset one in many configuration files.
    private Optional<String> value(Parse.Given given, Option option, String variable) {
        return Optional.ofNullable(given.options().get(option.name()))
                .or(() -> Optional.ofNullable(environment.get(variable)).filter(value -> !value.isEmpty()));
    }

    private int wrong(List<Command> path, String message) {
        err.println("error: " + message + "\n\n" + Help.usage(path) + "\n\nFor more information, try '--help'.");
        return USAGE_ERROR;
    }
}
