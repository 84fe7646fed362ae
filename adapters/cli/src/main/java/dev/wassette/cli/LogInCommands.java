package dev.wassette.cli;

import dev.wassette.application.port.in.LogIn;
import dev.wassette.application.port.in.LogIn.Done;
import dev.wassette.application.port.in.LogIn.NotDone;
import dev.wassette.cli.Settings.Invalid;
import dev.wassette.cli.syntax.Argument;
import dev.wassette.cli.syntax.Command;
import dev.wassette.cli.syntax.Option;
import dev.wassette.cli.syntax.Parse;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// `wassette registry login` and `logout`. A password comes from the terminal or from standard input, never from the command
/// line, which every program on the machine can read.
final class LogInCommands {
    private static final Option USER = Option.valued("--username", "NAME", "Who logs in").shortly("-u");
    private static final Option STDIN = Option.flag("--password-stdin", "",
            "Read the password or the access token from standard input");
    private static final Argument REGISTRY = new Argument("REGISTRY", List.of(), "Its host, such as ghcr.io");
    static final Command LOGIN = Command.leaf("login", "Keep credentials for a registry, after trying them",
            Stream.concat(Stream.of(USER, STDIN), Downloads.ALL.stream()).toList(), REGISTRY)
            .example("wassette registry login ghcr.io -u me --password-stdin < token.txt");
    static final Command LOGOUT = Command.leaf("logout", "Forget the credentials for a registry", List.of(), REGISTRY)
            .example("wassette registry logout ghcr.io");

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    LogInCommands(InputStream in, PrintStream out, PrintStream err) {
        this.in = Objects.requireNonNull(in);
        this.out = Objects.requireNonNull(out);
        this.err = Objects.requireNonNull(err);
    }

    /// {@return whether this class does what was asked for}
    static boolean have(Parse.Given given) {
        return given.command() == LOGIN || given.command() == LOGOUT;
    }

    /// @param given what these commands [#have]
    /// @return the exit status of the process
    int run(Parse.Given given, LogIn logIn) throws Invalid {
        String registry = given.arguments().getFirst();
        if (given.command() == LOGOUT) {
            return said(logIn.logOut(registry));
        }
        String user = given.options().getOrDefault(USER.name(), "");
        if (user.isEmpty()) {
            throw new Invalid("a value is required for '--username <NAME>'");
        }
        String secret = given.options().containsKey(STDIN.name()) ? fromInput() : fromTerminal();
        return secret.isEmpty() ? Problems.say(err, "There is no password.") : said(logIn.logIn(registry, user, secret));
    }

    private int said(LogIn.Outcome outcome) {
        return switch (outcome) {
            case Done(String message) -> {
                out.println(message);
                yield 0;
            }
            case NotDone(String reason) -> Problems.say(err, reason);
        };
    }

    private String fromInput() throws Invalid {
        try {
            return new String(in.readNBytes(CliLimits.MAX_INPUT_BYTES), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new Invalid("standard input cannot be read: " + e.getMessage());
        }
    }

    private static String fromTerminal() throws Invalid {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new Invalid("there is no terminal to ask for the password; use --password-stdin");
        }
        char[] typed = console.readPassword("Password or access token: ");
        return typed == null ? "" : new String(typed);
    }
}
