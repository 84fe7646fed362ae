package dev.wassette.cli;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.port.in.ChangeSecrets;
import dev.wassette.application.port.in.ChangeSecrets.Changed;
import dev.wassette.application.port.in.ChangeSecrets.NotChanged;
import dev.wassette.application.port.in.ListSecrets;
import dev.wassette.cli.Settings.Invalid;
import dev.wassette.cli.syntax.Argument;
import dev.wassette.cli.syntax.Command;
import dev.wassette.cli.syntax.Option;
import dev.wassette.cli.syntax.Parse;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.policy.InvalidPermission;
import dev.wassette.domain.policy.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// `wassette secret ...`: values for single components. A server that uses the same folder sees a change at its next call.
/// No message contains a value.
final class SecretCommands {
    private static final Option COMPONENT = Option.valued("--component", "COMPONENT",
            "The id of the component, in place of the first argument");
    private static final Option STDIN = Option.flag("--stdin", "",
            "Read the value of the one KEY from standard input, or a line KEY=VALUE for each secret where no KEY is named; "
                    + "so values stay out of the history of the shell and out of the list of processes");
    private static final Option SHOW_VALUES = Option.flag("--show-values", "", "Print the values too, after a question");
    private static final Option YES = Option.flag("--yes", "-y", "Ask nothing");
    private static final Argument ID = new Argument("COMPONENT", List.of(), "The id of the component").optionally();

    private static final Command SET = Command.leaf("set", "Keep values for a component", List.of(COMPONENT, STDIN, Printed.OUTPUT), ID,
            new Argument("SECRET", List.of(), "KEY=VALUE for each, or KEY and VALUE for one").optionally().repeatedly())
            .example("wassette secret set my-tool API_KEY --stdin < key.txt", "wassette secret set my-tool REGION=eu LEVEL=2");
    private static final Command LIST = Command.leaf("list", "List the secrets of a component",
            List.of(COMPONENT, SHOW_VALUES, YES, Printed.OUTPUT), ID)
            .example("wassette secret list my-tool", "wassette secret list my-tool --show-values");
    private static final Command DELETE = Command.leaf("delete", "Forget secrets of a component",
            List.of(COMPONENT, YES, Printed.OUTPUT), ID, new Argument("KEY", List.of(), "Which ones").optionally().repeatedly())
            .example("wassette secret delete my-tool API_KEY");
    static final Command SECRET = Command.group("secret",
            "Keep values that a component gets once its policy allows it the variable", List.of(), SET, LIST, DELETE);

    private final UseCases useCases;
    private final InputStream in;
    private final Terminal terminal;
    private final PrintStream out;
    private final PrintStream err;

    SecretCommands(UseCases useCases, InputStream in, Terminal terminal, PrintStream out, PrintStream err) {
        this.useCases = Objects.requireNonNull(useCases);
        this.in = Objects.requireNonNull(in);
        this.terminal = Objects.requireNonNull(terminal);
        this.out = Objects.requireNonNull(out);
        this.err = Objects.requireNonNull(err);
    }

    /// {@return whether this class does what was asked for}
    static boolean have(Parse.Given given) {
        return given.path().contains(SECRET) && given.command().subcommands().isEmpty();
    }

    /// @param given what these commands [#have]
    /// @return the exit status of the process
    int run(Parse.Given given, Folders folders) throws Invalid, UnusableConfiguration {
        boolean named = given.options().containsKey(COMPONENT.name());
        if (!named && given.arguments().isEmpty()) {
            throw new Invalid("a value is required for '<COMPONENT>'");
        }
        String component = named ? given.options().get(COMPONENT.name()) : given.arguments().getFirst();
        List<String> words = named ? given.arguments() : given.arguments().subList(1, given.arguments().size());
        if (given.command() == LIST) {
            return list(useCases.listSecrets(folders).secrets(component), given);
        }
        if (given.command() == SET) {
            Secrets secrets = secrets(words, given.options().containsKey(STDIN.name()));
            return answer(given, useCases.changeSecrets(folders).set(component, secrets), "Set %d secret(s) for component");
        }
        if (words.isEmpty()) {
            throw new Invalid("a value is required for '<KEY>...'");
        }
        return answer(given, useCases.changeSecrets(folders).delete(component, words),
                "Deleted %d secret(s) from component");
    }

    private Secrets secrets(List<String> words, boolean stdin) throws Invalid {
        try {
            return new Secrets(stdin ? values(words) : pairs(words));
        } catch (InvalidPermission e) {
            throw new Invalid(e.getMessage());
        }
    }

    /// {@return what `KEY VALUE` or `KEY=VALUE...` says}
    private static Map<String, String> pairs(List<String> words) throws Invalid {
        if (words.size() == 2 && words.getFirst().indexOf('=') < 0) {
            return Map.of(words.get(0), words.get(1));
        }
        if (words.isEmpty()) {
            throw new Invalid("a value is required for '<SECRET>...'");
        }
        return pairs(words, "an argument");
    }

    private static Map<String, String> pairs(List<String> pairs, String which) throws Invalid {
        Map<String, String> values = new TreeMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new Invalid(which + " is not KEY=VALUE");
            }
            values.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return values;
    }

    /// {@return what standard input says}
    private Map<String, String> values(List<String> keys) throws Invalid {
        if (keys.size() > 1 || !keys.isEmpty() && keys.getFirst().indexOf('=') >= 0) {
            throw new Invalid("with '--stdin' there is one KEY, without its value, or none");
        }
        String text = input();
        if (keys.isEmpty()) {
            return pairs(text.lines().filter(line -> !line.isBlank()).toList(), "a line of the standard input");
        }
        return Map.of(keys.getFirst(), text.replaceFirst("\r?\n\\z", ""));
    }

    private String input() throws Invalid {
        try {
            byte[] bytes = in.readNBytes(CliLimits.MAX_INPUT_BYTES + 1);
            if (bytes.length > CliLimits.MAX_INPUT_BYTES) {
                throw new Invalid("the standard input has more than " + CliLimits.MAX_INPUT_BYTES + " bytes");
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            throw new Invalid("the standard input is not UTF-8");
        } catch (IOException e) {
            throw new Invalid("the standard input cannot be read: " + e);
        }
    }

    private int list(ListSecrets.Outcome outcome, Parse.Given given) {
        return switch (outcome) {
            case ListSecrets.Listed(ComponentId id, Secrets secrets) -> {
                boolean show = given.options().containsKey(SHOW_VALUES.name());
                if (show && !given.options().containsKey(YES.name()) && !agreed("Show secret values? [y/N]: ")) {
                    err.println("Cancelled.");
                    yield 0;
                }
                out.print(Printed.isTable(given) ? table(secrets, show) : Printed.as(given, terminal, json(id, secrets, show)));
                yield 0;
            }
            case ListSecrets.Unavailable(String reason) -> failed(reason);
        };
    }

    private static JsonObject json(ComponentId id, Secrets secrets, boolean show) {
        List<JsonValue> entries = secrets.keys().stream().<JsonValue>map(key -> {
            JsonObject entry = JsonObject.empty().with("key", new JsonString(key));
            return show ? entry.with("value", new JsonString(secrets.value(key).orElseThrow())) : entry;
        }).toList();
        return JsonObject.empty().with("component_id", new JsonString(id.value())).with("secrets", new JsonArray(entries));
    }

    private String table(Secrets secrets, boolean show) {
        var grid = show ? new Grid(terminal, "Key", "Value") : new Grid(terminal, "Key");
        secrets.keys().forEach(key -> {
            if (show) {
                grid.row(key, secrets.value(key).orElseThrow());
            } else {
                grid.row(key);
            }
        });
        return grid.text();
    }

    private boolean agreed(String question) {
        err.print(question);
        err.flush();
        try {
            int answer = in.read();
            return answer == 'y' || answer == 'Y';
        } catch (IOException _) {
            return false;
        }
    }

    private int answer(Parse.Given given, ChangeSecrets.Outcome outcome, String message) {
        return switch (outcome) {
            case Changed(ComponentId id, int count) -> {
                out.print(Printed.as(given, terminal, JsonObject.empty()
                        .with("component_id", new JsonString(id.value()))
                        .with("message", new JsonString(message.formatted(count)))
                        .with("status", new JsonString("success"))));
                yield 0;
            }
            case NotChanged(String reason) -> failed(reason);
        };
    }

    private int failed(String reason) {
        err.println("Error: " + reason);
        return 1;
    }
}
