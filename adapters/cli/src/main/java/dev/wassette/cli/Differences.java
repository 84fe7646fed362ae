package dev.wassette.cli;

import dev.wassette.application.json.JsonValue.JsonBool;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.json.PolicyJson;
import dev.wassette.application.port.in.ComparePolicies.Compared;
import dev.wassette.application.port.in.ComparePolicies.NotCompared;
import dev.wassette.application.port.in.ComparePolicies.Outcome;
import dev.wassette.application.port.in.ComparePolicies.Side;
import dev.wassette.cli.syntax.Option;
import dev.wassette.cli.syntax.Parse;
import dev.wassette.domain.policy.Policy;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Prints how policies differ.
final class Differences {
    static final Option OUTPUT = Option.choice("--output-format", "FORMAT", List.of("text", "json", "yaml", "table"),
            "How to print the result [default: text]").shortly("-o");
    private static final String TEXT = "text";

    private final Terminal terminal;
    private final PrintStream out;
    private final PrintStream err;

    Differences(Terminal terminal, PrintStream out, PrintStream err) {
        this.terminal = Objects.requireNonNull(terminal);
        this.out = Objects.requireNonNull(out);
        this.err = Objects.requireNonNull(err);
    }

    /// @param same what to say when there are none
    /// @param status what was done; empty for nothing to say
    /// @return the exit status of the process
    int print(Parse.Given given, Outcome outcome, String same, Optional<String> status) {
        return switch (outcome) {
            case NotCompared(String reason) -> Problems.say(err, reason);
            case Compared compared -> {
                Stream.of(compared.before(), compared.after()).map(Side::complaint).flatMap(Optional::stream)
                        .forEach(complaint -> err.println("Warning: " + Table.printable(complaint)));
                out.print(switch (given.options().getOrDefault(OUTPUT.name(), TEXT)) {
                    case TEXT -> compared.isDifferent() ? text(compared) : same + "\n";
                    case "table" -> table(compared);
                    default -> Printed.as(given, terminal, json(compared, status));
                });
                yield 0;
            }
        };
    }

    private String text(Compared compared) {
        return UnifiedDiff.of(compared.before().name(), compared.before().text(), compared.after().name(),
                compared.after().text(), terminal);
    }

    private String table(Compared compared) {
        var grid = new Grid(terminal, "Change", "Permission", "Rule", "Entry");
        rows(grid, "remove", compared.removed());
        rows(grid, "add", compared.added());
        return grid.text();
    }

    private static void rows(Grid grid, String change, Policy policy) {
        PolicyRows.of(policy).forEach(row -> grid.row(change, row.permission(), row.rule(), row.entry()));
    }

    private static JsonObject json(Compared compared, Optional<String> status) {
        JsonObject json = JsonObject.empty()
                .with("component_id", new JsonString(compared.id().value()))
                .with("different", new JsonBool(compared.isDifferent()))
                .with("added", PolicyJson.permissions(compared.added()))
                .with("removed", PolicyJson.permissions(compared.removed()));
        return status.map(text -> json.with("status", new JsonString(text))).orElse(json);
    }
}
