package dev.wassette.cli;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.port.in.InstallRuntime;
import dev.wassette.application.port.in.InstallRuntime.Installed;
import dev.wassette.application.port.in.InstallRuntime.NotInstalled;
import dev.wassette.application.port.in.ListRuntimes.Choice;
import dev.wassette.application.port.in.ListRuntimes.Found;
import dev.wassette.application.port.in.ListRuntimes.NotTried;
import dev.wassette.application.port.in.ListRuntimes.Overview;
import dev.wassette.application.port.in.ListRuntimes.Unusable;
import dev.wassette.application.port.in.ListRuntimes.Usable;
import dev.wassette.application.port.in.NamedLibrary;
import dev.wassette.cli.syntax.Argument;
import dev.wassette.cli.syntax.Command;
import dev.wassette.cli.syntax.Option;
import dev.wassette.cli.syntax.Parse;
import dev.wassette.domain.Digest;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// `wassette runtime ...`: which engines there are, and getting one.
final class RuntimeCommands {
    private static final Option OUTPUT = Option.choice("--output-format", "FORMAT", List.of("table", "json", "yaml"),
            "How to print the result [default: table]").shortly("-o");
    private static final Option FROM = Option.valued("--from", "FILE-OR-URL",
            "The archive: wasmtime-v...-c-api.tar.xz or .zip of a release, or the Python package (.whl)");
    private static final Option SHA256 = Option.valued("--sha256", "HEX",
            "The digest that the archive must have; needed for one that is not known");
    private static final Argument NAME = new Argument("RUNTIME", List.of("wasmtime"), "What to install");

    static final Command LIST = Command.leaf("list", "Show the engines, and which one is taken",
            List.of(OUTPUT, Settings.WASMTIME_LIBRARY))
            .example("wassette runtime list");
    static final Command INSTALL = Command.leaf("install", "Install the current Wasmtime for this user",
            List.of(FROM, SHA256), NAME)
            .example("wassette runtime install wasmtime",
                    "wassette runtime install wasmtime --from ./wasmtime-c-api.tar.xz --sha256 0123...");
    static final Command RUNTIME = Command.group("runtime", "Show and install the engines that run components",
            List.of(), LIST, INSTALL);

    private final UseCases useCases;
    private final Terminal terminal;
    private final PrintStream out;
    private final PrintStream err;

    RuntimeCommands(UseCases useCases, Terminal terminal, PrintStream out, PrintStream err) {
        this.useCases = Objects.requireNonNull(useCases);
        this.terminal = Objects.requireNonNull(terminal);
        this.out = Objects.requireNonNull(out);
        this.err = Objects.requireNonNull(err);
    }

    int list(Parse.Given given, Optional<NamedLibrary> named) {
        Overview overview = useCases.listRuntimes().list(named);
        boolean isTable = given.options().getOrDefault(OUTPUT.name(), "table").equals("table");
        out.print(isTable ? table(overview) : Printed.as(given, terminal, json(overview)));
        return 0;
    }

    private String table(Overview overview) {
        var table = new Table("RUNTIME", "USABLE", "VERSION", "WHERE");
        var problems = new StringBuilder();
        for (Found found : overview.runtimes()) {
            table.row(found.runtime(), usable(found), version(found), where(found));
            if (found.state() instanceof Unusable(String reason)) {
                problems.append(Table.printable(found.library().orElse(found.runtime()) + ": " + reason)).append('\n');
            }
        }
        var text = new StringBuilder(table.text(terminal)).append('\n');
        for (Choice choice : overview.choices()) {
            text.append(choice.asked()).append(" takes ").append(choice.taken().map(Found::runtime).orElse("none"))
                    .append(": ").append(choice.reason()).append('\n');
        }
        return problems.isEmpty() ? text.toString() : text.append('\n').append(problems).toString();
    }

    private static String usable(Found found) {
        return switch (found.state()) {
            case Usable _ -> "yes";
            case Unusable _ -> "no";
            case NotTried() -> "not tried";
        };
    }

    private static String version(Found found) {
        return found.state() instanceof Usable(String version) ? version : "-";
    }

    private static String where(Found found) {
        return found.library().map(library -> library + " (" + found.place() + ")").orElse(found.place());
    }

    private static JsonObject json(Overview overview) {
        JsonObject choices = JsonObject.empty();
        for (Choice choice : overview.choices()) {
            JsonObject json = JsonObject.empty().with("reason", new JsonString(choice.reason()));
            choices = choices.with(choice.asked(), choice.taken().isEmpty() ? json
                    : json.with("runtime", new JsonString(choice.taken().get().runtime())));
        }
        return JsonObject.empty().with("choices", choices).with("runtimes",
                new JsonArray(overview.runtimes().stream().map(RuntimeCommands::json).toList()));
    }

    private static JsonValue json(Found found) {
        JsonObject json = JsonObject.empty();
        if (found.library().isPresent()) {
            json = json.with("library", new JsonString(found.library().get()));
        }
        json = json.with("place", new JsonString(found.place()));
        if (found.state() instanceof Unusable(String reason)) {
            json = json.with("problem", new JsonString(reason));
        }
        json = json.with("runtime", new JsonString(found.runtime())).with("status", new JsonString(switch (found.state()) {
            case Usable _ -> "usable";
            case Unusable _ -> "unusable";
            case NotTried() -> "not tried";
        }));
        return found.state() instanceof Usable(String version) ? json.with("version", new JsonString(version)) : json;
    }

    private static Optional<Digest> digest(Parse.Given given) throws Settings.Invalid {
        Optional<String> hex = Optional.ofNullable(given.options().get(SHA256.name()));
        if (hex.isPresent() && !given.options().containsKey(FROM.name())) {
            throw new Settings.Invalid("'--sha256 <HEX>' is the digest of what '--from <FILE-OR-URL>' names");
        }
        if (hex.isPresent() && !hex.get().matches("[0-9a-fA-F]{64}")) {
            throw new Settings.Invalid("invalid value '" + hex.get() + "' for '--sha256 <HEX>': a SHA-256 digest has 64 "
                    + "hexadecimal digits");
        }
        return hex.map(digits -> new Digest(digits.toLowerCase(Locale.ROOT)));
    }

    int install(Parse.Given given) throws Settings.Invalid {
        var request = new InstallRuntime.Request(Optional.ofNullable(given.options().get(FROM.name())), digest(given));
        InstallRuntime.Outcome outcome;
        try (var working = Working.on(err, terminal, "Installing Wasmtime")) {
            outcome = useCases.installRuntime().install(request, (bytes, total) -> working.at("downloading", bytes, total));
        }
        return switch (outcome) {
            case NotInstalled(String reason) -> {
                err.println("Error: " + reason);
                yield 1;
            }
            case Installed(String version, String file, Digest digest, Optional<String> problem) -> {
                out.println("Installed Wasmtime " + version + " as " + file + " (" + digest + ")");
                problem.ifPresent(reason -> err.println("Error: It cannot be used: " + reason));
                yield problem.isPresent() ? 1 : 0;
            }
        };
    }
}
