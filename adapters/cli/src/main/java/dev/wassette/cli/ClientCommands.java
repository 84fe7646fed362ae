package dev.wassette.cli;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.port.in.ConfigureClients;
import dev.wassette.application.port.in.ConfigureClients.Changed;
import dev.wassette.application.port.in.ConfigureClients.Connection;
import dev.wassette.application.port.in.ConfigureClients.Entry;
import dev.wassette.application.port.in.ConfigureClients.Found;
import dev.wassette.application.port.in.ConfigureClients.Named;
import dev.wassette.application.port.in.ConfigureClients.NoFile;
import dev.wassette.application.port.in.ConfigureClients.NotNamed;
import dev.wassette.application.port.in.ConfigureClients.Outcome;
import dev.wassette.application.port.in.ConfigureClients.Program;
import dev.wassette.application.port.in.ConfigureClients.Refused;
import dev.wassette.application.port.in.ConfigureClients.Server;
import dev.wassette.application.port.in.ConfigureClients.State;
import dev.wassette.application.port.in.ConfigureClients.Unchanged;
import dev.wassette.application.port.in.ConfigureClients.Unreadable;
import dev.wassette.cli.Settings.Invalid;
import dev.wassette.cli.syntax.Argument;
import dev.wassette.cli.syntax.Command;
import dev.wassette.cli.syntax.Option;
import dev.wassette.cli.syntax.Parse;
import dev.wassette.domain.client.Client;
import dev.wassette.domain.client.Scope;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// `wassette client ...`: tells MCP clients of this server.
final class ClientCommands {
    private static final Option WRITE = Option.flag("--write", "", "Write it into the client's file, in place of printing it");
    private static final Option REPLACE = Option.flag("--replace", "", "Write it in place of another entry of that name");
    private static final Option SCOPE = Option.choice("--scope", "SCOPE", List.of("user", "project"),
            "For everything you do, or for the project in this directory [default: user]");
    private static final Option NAME = Option.valued("--name", "NAME", "What the client calls the server [default: wassette]");
    private static final Option URL = Option.valued("--url", "URL",
            "A server that runs already, such as http://127.0.0.1:9001/mcp; without it, the client starts one");
    private static final Option TOKEN_VARIABLE = Option.valued("--token-variable", "NAME",
            "The environment variable of the client that has the token of the server at --url");
    private static final Option PROGRAM = Option.valued("--command", "PATH",
            "The program that the client starts [default: this one]");
    private static final Argument CLIENT =
            new Argument("CLIENT", Arrays.stream(Client.values()).map(Client::word).toList(), "Which client");

    private static final Command ADD = Command.leaf("add", "Print what makes a client use this server, or write it into its file",
            List.of(WRITE, SCOPE, REPLACE, NAME, URL, TOKEN_VARIABLE, PROGRAM, Printed.OUTPUT), CLIENT)
            .example("wassette client add claude-code", "wassette client add codex --write",
                    "wassette client add vscode --write --scope project --url http://127.0.0.1:9001/mcp");
    private static final Command LIST = Command.leaf("list", "List the files of clients, and whether they name this server",
            List.of(Printed.OUTPUT)).example("wassette client list -o table");
    private static final Command REMOVE = Command.leaf("remove", "Take this server out of the file of a client",
            List.of(SCOPE, NAME, Printed.OUTPUT), CLIENT).example("wassette client remove codex");
    static final Command CLIENT_GROUP = Command.group("client", "Tell MCP clients of this server", List.of(), ADD, LIST, REMOVE);

    private final ConfigureClients clients;
    private final String launcher;
    private final Terminal terminal;
    private final PrintStream out;
    private final PrintStream err;

    /// @param launcher the program that clients start
    ClientCommands(ConfigureClients clients, String launcher, Terminal terminal, PrintStream out, PrintStream err) {
        this.clients = Objects.requireNonNull(clients);
        this.launcher = Objects.requireNonNull(launcher);
        this.terminal = Objects.requireNonNull(terminal);
        this.out = Objects.requireNonNull(out);
        this.err = Objects.requireNonNull(err);
    }

    /// {@return whether this class does what was asked for}
    static boolean have(Parse.Given given) {
        return given.path().contains(CLIENT_GROUP) && given.command().subcommands().isEmpty();
    }

    /// @param given what these commands [#have]
    /// @return the exit status of the process
    int run(Parse.Given given, Optional<Path> plugins) throws Invalid {
        if (given.command() == LIST) {
            out.print(list(given));
            return 0;
        }
        Client client = Client.of(given.arguments().getFirst()).orElseThrow();
        return given.command() == REMOVE
                ? ended(given, client, clients.remove(client, scope(given), name(given)), "removed", "not there")
                : add(given, new Entry(client, scope(given), name(given), connection(given, plugins)));
    }

    private int add(Parse.Given given, Entry entry) throws Invalid {
        boolean replace = given.options().containsKey(REPLACE.name());
        if (given.options().containsKey(WRITE.name())) {
            return ended(given, entry.client(), clients.add(entry, replace), "added", "already there");
        }
        if (replace) {
            throw new Invalid("'--replace' needs '--write'");
        }
        out.print(clients.shown(entry));
        err.println("This belongs into " + clients.file(entry.client(), entry.scope()) + "; --write puts it there.");
        return 0;
    }

    private int ended(Parse.Given given, Client client, Outcome outcome, String done, String nothing) {
        return switch (outcome) {
            case Refused(String reason) -> Problems.say(err, reason + ".");
            case Unchanged(String file) -> printed(given, client, file, Optional.empty(), nothing);
            case Changed(String file, Optional<String> backup) -> printed(given, client, file, backup, done);
        };
    }

    private int printed(Parse.Given given, Client client, String file, Optional<String> backup, String status) {
        JsonObject json = JsonObject.empty();
        if (backup.isPresent()) {
            json = json.with("backup", new JsonString(backup.get()));
        }
        out.print(Printed.as(given, terminal, json.with("client", new JsonString(client.word()))
                .with("file", new JsonString(file)).with("status", new JsonString(status))));
        return 0;
    }

    private Connection connection(Parse.Given given, Optional<Path> plugins) throws Invalid {
        Optional<String> url = Optional.ofNullable(given.options().get(URL.name()));
        Optional<String> token = Optional.ofNullable(given.options().get(TOKEN_VARIABLE.name()));
        if (url.isPresent()) {
            return server(url.get(), token, given.options().containsKey(PROGRAM.name()));
        }
        if (token.isPresent()) {
            throw new Invalid("'" + TOKEN_VARIABLE.name() + "' is for the server at '--url'");
        }
        List<String> arguments = new ArrayList<>(List.of("serve", "--stdio"));
        plugins.ifPresent(folder -> arguments.addAll(List.of("--plugin-dir", folder.toAbsolutePath().normalize().toString())));
        return new Program(given.options().getOrDefault(PROGRAM.name(), launcher), arguments);
    }

    private static Server server(String url, Optional<String> token, boolean alsoProgram) throws Invalid {
        if (alsoProgram) {
            throw new Invalid("the argument '--url' cannot be used with '--command'");
        }
        if (!url.matches("https?://[^\\s/]+(/\\S*)?")) {
            throw new Invalid("invalid value '" + url + "' for '--url': it must be a URL such as http://127.0.0.1:9001/mcp");
        }
        if (token.isPresent() && !token.get().matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new Invalid("invalid value '" + token.get() + "' for '" + TOKEN_VARIABLE.name()
                    + "': it must be the name of a variable, not the token");
        }
        return new Server(url, token);
    }

    private static Scope scope(Parse.Given given) {
        return given.options().getOrDefault(SCOPE.name(), "user").equals("user") ? Scope.USER : Scope.PROJECT;
    }

    private static String name(Parse.Given given) throws Invalid {
        String name = given.options().getOrDefault(NAME.name(), "wassette");
        if (!Entry.isName(name)) {
            throw new Invalid("invalid value '" + name + "' for '--name': letters, digits, '-' and '_' make a name");
        }
        return name;
    }

    private String list(Parse.Given given) {
        List<Found> found = clients.list();
        if (!Printed.isTable(given)) {
            return Printed.as(given, terminal,
                    JsonObject.empty().with("clients", new JsonArray(found.stream().map(ClientCommands::json).toList())));
        }
        var table = new Table("Client", "Scope", "Wassette", "File");
        found.forEach(each -> table.row(each.client().word(), each.scope().word(), said(each.state()), each.file()));
        return table.text(terminal);
    }

    private static String said(State state) {
        return switch (state) {
            case NoFile() -> "no file";
            case NotNamed() -> "not there";
            case Named(_, _, Optional<String> problem) -> problem.isPresent() ? "broken" : "there";
            case Unreadable _ -> "unreadable";
        };
    }

    private static JsonValue json(Found found) {
        JsonObject json = JsonObject.empty().with("client", new JsonString(found.client().word()));
        if (found.state() instanceof Named(String name, Connection connection, _)) {
            json = json.with("connection", new JsonString(text(connection))).with("name", new JsonString(name));
        }
        Optional<String> problem = switch (found.state()) {
            case NoFile(), NotNamed() -> Optional.empty();
            case Named named -> named.problem();
            case Unreadable(String reason) -> Optional.of(reason);
        };
        if (problem.isPresent()) {
            json = json.with("problem", new JsonString(problem.get()));
        }
        return json.with("file", new JsonString(found.file())).with("scope", new JsonString(found.scope().word()))
                .with("status", new JsonString(said(found.state())));
    }

    private static String text(Connection connection) {
        return switch (connection) {
            case Program(String command, List<String> arguments) -> (command + " " + String.join(" ", arguments)).strip();
            case Server(String url, _) -> url;
        };
    }
}
