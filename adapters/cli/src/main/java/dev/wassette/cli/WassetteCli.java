package dev.wassette.cli;

import dev.wassette.cli.syntax.Command;
import dev.wassette.cli.syntax.Completion;
import dev.wassette.cli.syntax.Help;
import dev.wassette.cli.syntax.ManualPage;
import dev.wassette.cli.syntax.Option;
import dev.wassette.cli.syntax.Parse;
import dev.wassette.cli.syntax.Parser;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The command `wassette`. Help and results go to standard output, everything else to standard error.
///
/// Exit status: 0 when all went well, 1 when a command failed or none was given, 2 for a command line that cannot be
/// understood.
public final class WassetteCli {
    private static final int USAGE_ERROR = 2;

    private static final Option HELP = Option.flag("--help", "-h", "Print help");
    private static final Option VERSION = Option.flag("--version", "-V", "Print the version");

    private static final Command SERVE = Command.leaf("serve",
            "Offer the functions of components as tools to an MCP client",
            Stream.of(Transports.ALL, HttpOptions.ALL, BuiltInOptions.ALL, ManifestOptions.ALL, Variables.ALL, Downloads.ALL, List.of(Settings.RUNTIME, Settings.WASMTIME_LIBRARY))
                    .flatMap(List::stream).toList())
            .example("wassette serve", "wassette serve --streamable-http --bind-address 127.0.0.1:9001");
    /// The same without a choice of how the client reaches the server.
    private static final Command RUN = Command.leaf("run", "Serve one client over standard input and output",
            Stream.of(BuiltInOptions.ALL, ManifestOptions.ALL, Variables.ALL, Downloads.ALL, List.of(Settings.RUNTIME, Settings.WASMTIME_LIBRARY))
                    .flatMap(List::stream).toList())
            .example("wassette run", "wassette run --env API_KEY=abc --builtin-tools none");
    static final Command WASSETTE = Command.group("wassette",
            "Runs each tool of an MCP server as a WebAssembly component in a sandbox. A component reaches nothing\n"
                    + "outside it without a permission; its policy lists the permissions it has.",
            List.of(Settings.PLUGIN_DIR, Settings.AUDIT_LOG, HELP, VERSION), SERVE, RUN, ComponentCommands.COMPONENT,
            ToolCommands.TOOL, InspectCommand.INSPECT, PermissionCommands.PERMISSION, PolicyCommands.POLICY,
            SecretCommands.SECRET, RegistryCommands.REGISTRY, RuntimeCommands.RUNTIME, DocsCommands.DOCS,
            ConfigCommands.CONFIG, ClientCommands.CLIENT_GROUP, DoctorCommand.DOCTOR, AutocompleteCommand.AUTOCOMPLETE, ComponentCommands.SHORT_LOAD);

    private final UseCases useCases;
    private final Settings settings;
    private final Map<String, String> environment;
    private final String version;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    /// @param environment the variables of the process
    /// @param version our own
    /// @param in answers to questions, and what commands are given as input
    public WassetteCli(UseCases useCases, Map<String, String> environment, String version, InputStream in,
            PrintStream out, PrintStream err) {
        this.useCases = Objects.requireNonNull(useCases);
        this.settings = new Settings(environment, useCases);
        this.version = Objects.requireNonNull(version);
        this.environment = Map.copyOf(environment);
        this.in = Objects.requireNonNull(in);
        this.out = Objects.requireNonNull(out);
        this.err = Objects.requireNonNull(err);
    }

    /// {@return the manual page, for `man`}
    ///
    /// @param version our own
    /// @param date that the page bears
    public static String manual(String version, String date) {
        return ManualPage.of(WASSETTE, version, date);
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
            out.println("wassette " + version + " " + BuildInfo.text(version));
            return 0;
        }
        try {
            return act(given);
        } catch (Settings.Invalid invalid) {
            return wrong(given.path(), invalid.getMessage());
        } catch (UnusableConfiguration unusable) {
            err.println("Error: Failed to load configuration: " + unusable.getMessage());
            return 1;
        }
    }

    private int act(Parse.Given given) throws Settings.Invalid, UnusableConfiguration {
        Command command = given.command();
        if (given.missing().isPresent()) {
            return wrong(given.path(), "a value is required for '" + given.missing().get() + "'");
        }
        if (command == SERVE || command == RUN || command == ConfigCommands.SHOW) {
            ConfigCommands.typos(useCases).forEach(typo -> err.println("Warning: " + typo));
        }
        if (command == ConfigCommands.SHOW) {
            return new ConfigCommands(useCases, environment, Terminal.of(environment), out).show(given);
        }
        if (command == SERVE || command == RUN) {
            HttpOptions.check(given, Transports.of(given));
            return useCases.serve(new ServeOptions(Transports.of(given), settings.runtime(given), settings.folders(given),
                    settings.wasmtimeLibrary(given), Variables.of(given, settings), HttpOptions.of(given, settings),
                    BuiltInOptions.of(given, settings), ManifestOptions.of(given, settings)));
        }
        Terminal terminal = Terminal.of(environment);
        if (PermissionCommands.have(given)) {
            return new PermissionCommands(new PolicyChanges(useCases, terminal, out, err)).run(given, settings.folders(given));
        }
        if (PolicyCommands.have(given)) {
            return new PolicyCommands(useCases, terminal, out, err).run(given, settings.folders(given));
        }
        if (SecretCommands.have(given)) {
            return new SecretCommands(useCases, in, terminal, out, err).run(given, settings.folders(given));
        }
        if (command == PushCommand.PUSH) {
            return new PushCommand(terminal, out, err)
                    .run(given, useCases.publishComponent(settings.folders(given)));
        }
        if (LogInCommands.have(given)) {
            return new LogInCommands(in, out, err).run(given, useCases.logIn(settings.folders(given)));
        }
        if (ComponentCommands.have(given) || ToolCommands.have(given) || RegistryCommands.have(given)) {
            return withComponents(given, terminal);
        }
        if (command == InspectCommand.INSPECT) {
            return new InspectCommand(terminal, out, err).run(given, useCases.inspectComponent(settings.folders(given)));
        }
        if (DocsCommands.have(given)) {
            return new DocsCommands(useCases, terminal, out, err).run(given);
        }
        if (command == DoctorCommand.DOCTOR) {
            return new DoctorCommand(useCases, settings, terminal, out).run(given);
        }
        if (ClientCommands.have(given)) {
            return new ClientCommands(useCases.configureClients(), useCases.launcher(), terminal, out, err)
                    .run(given, settings.pluginDir(given));
        }
        if (command == AutocompleteCommand.AUTOCOMPLETE) {
            out.print(Completion.script(WASSETTE, given.arguments().getFirst()));
            return 0;
        }
        var runtimes = new RuntimeCommands(useCases, terminal, out, err);
        if (command == RuntimeCommands.LIST) {
            return runtimes.list(given, settings.wasmtimeLibrary(given));
        }
        if (command == RuntimeCommands.INSTALL) {
            return runtimes.install(given);
        }
        if (command == WASSETTE) {
            return nothingAsked(given);
        }
        return wrong(given.path(), "'" + command.name() + "' needs a subcommand");
    }

    private int withComponents(Parse.Given given, Terminal terminal) throws Settings.Invalid, UnusableConfiguration {
        LoadOptions.check(given);
        boolean calls = given.command() == ToolCommands.INVOKE;
        Variables variables = calls ? Variables.of(given, settings) : new Variables(Map.of(), Optional.empty(), Map.of());
        Optional<Consumer<String>> trace = calls && given.options().containsKey(ToolCommands.TRACE.name())
                ? Optional.of(err::println) : Optional.empty();
        try (Components components = useCases.components(settings.folders(given), settings.runtime(given),
                settings.wasmtimeLibrary(given), variables, trace)) {
            if (ToolCommands.have(given)) {
                return new ToolCommands(components, in, terminal, out, err).run(given);
            }
            var commands = new ComponentCommands(components, terminal, out, err);
            return RegistryCommands.have(given)
                    ? new RegistryCommands(components.search(), terminal, out, err).run(given, commands::load)
                    : commands.run(given);
        }
    }

    private int nothingAsked(Parse.Given given) throws Settings.Invalid, UnusableConfiguration {
        err.println("No command provided. Use --help for usage information.");
        try (Components components = useCases.components(settings.folders(given), RuntimeChoice.AUTO, Optional.empty(),
                new Variables(Map.of(), Optional.empty(), Map.of()), Optional.empty())) {
            err.print(FirstSteps.text(components.list().components(), useCases.configureClients().list()));
        }
        return 1;
    }

    private int wrong(List<Command> path, String message) {
        err.println("error: " + message + "\n\n" + Help.usage(path) + "\n\nFor more information, try '--help'.");
        return USAGE_ERROR;
    }
}
