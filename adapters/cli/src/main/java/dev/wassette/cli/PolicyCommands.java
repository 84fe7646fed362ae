package dev.wassette.cli;

import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.json.PolicyJson;
import dev.wassette.application.port.in.GetPolicy;
import dev.wassette.application.port.in.PolicyChange;
import dev.wassette.application.port.in.ValidatePolicy;
import dev.wassette.cli.Settings.Invalid;
import dev.wassette.cli.syntax.Argument;
import dev.wassette.cli.syntax.Command;
import dev.wassette.cli.syntax.Parse;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.policy.Policy;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// `wassette policy ...`: what components may do, as a whole. A server that uses the same folder sees a change at its next
/// call.
final class PolicyCommands {
    private static final Argument COMPONENT = new Argument("COMPONENT", List.of(), "The id of the component");

    private static final Command GET = Command.leaf("get", "Show what a component may do", List.of(Printed.OUTPUT), COMPONENT)
            .example("wassette policy get my-tool -o table", "wassette policy get my-tool | jq '.permissions.network'");
    private static final Command DIFF = Command.leaf("diff", "Show how the policy of a component differs from another one",
            List.of(Differences.OUTPUT), COMPONENT,
            new Argument("OTHER", List.of(), "The id of another component, a path or URI of a policy, or oci:// for the policy that comes with a component there"))
            .example("wassette policy diff my-tool ./stricter.yaml", "wassette policy diff my-tool other-tool -o json | jq .added");
    private static final Command ATTACH = Command.leaf("attach", "Replace the policy of a component by a file",
            PolicyChanges.OPTIONS, COMPONENT, new Argument("POLICY", List.of(), "file:// and an absolute path"))
            .example("wassette policy attach my-tool file:///srv/policies/my-tool.yaml --dry-run");
    private static final Command DETACH = Command.leaf("detach", "Remove the policy of a component", PolicyChanges.OPTIONS, COMPONENT)
            .example("wassette policy detach my-tool");
    private static final Command VALIDATE = Command.leaf("validate", "Check a file that is to be a policy",
            List.of(Printed.OUTPUT), new Argument("POLICY", List.of(), "A path, or file:// and an absolute path"))
            .example("wassette policy validate ./my-tool.yaml");

    static final Command POLICY = Command.group("policy", "Show, compare or replace what a component may do", List.of(), GET,
            DIFF, ATTACH, DETACH, VALIDATE);

    private final UseCases useCases;
    private final PolicyChanges changes;
    private final Terminal terminal;
    private final PrintStream out;
    private final PrintStream err;

    PolicyCommands(UseCases useCases, Terminal terminal, PrintStream out, PrintStream err) {
        this.useCases = Objects.requireNonNull(useCases);
        this.changes = new PolicyChanges(useCases, terminal, out, err);
        this.terminal = Objects.requireNonNull(terminal);
        this.out = Objects.requireNonNull(out);
        this.err = Objects.requireNonNull(err);
    }

    /// {@return whether this class does what was asked for}
    static boolean have(Parse.Given given) {
        return given.path().contains(POLICY) && given.command().subcommands().isEmpty();
    }

    /// @param given what these commands [#have]
    /// @return the exit status of the process
    int run(Parse.Given given, Folders folders) throws Invalid, UnusableConfiguration {
        String first = given.arguments().getFirst();
        String last = given.arguments().getLast();
        if (given.command() == GET) {
            return policy(useCases.getPolicy(folders).policy(first), given);
        }
        if (given.command() == DIFF) {
            return new Differences(terminal, out, err).print(given,
                    useCases.comparePolicies(folders).compare(first, last, uri(last)), "The policies are the same.", Optional.empty());
        }
        if (given.command() == VALIDATE) {
            return validity(useCases.validatePolicy(folders).validate(uri(first)), given);
        }
        return changes.run(given, folders, given.command() == ATTACH ? new PolicyChange.Attach(last) : new PolicyChange.Detach());
    }

    /// {@return a path as a URI}
    private static String uri(String policy) throws Invalid {
        try {
            return policy.contains("://") ? policy : "file://" + Path.of(policy).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new Invalid("'" + policy + "' is not a path: " + e.getReason());
        }
    }

    private int validity(ValidatePolicy.Outcome outcome, Parse.Given given) {
        return switch (outcome) {
            case ValidatePolicy.Valid(Policy policy) -> {
                out.print(Printed.isTable(given) ? table(policy) : Printed.as(given, terminal, JsonObject.empty()
                        .with("permissions", PolicyJson.permissions(policy))
                        .with("status", new JsonString("policy is valid"))));
                yield 0;
            }
            case ValidatePolicy.NotValid(String reason) -> Problems.say(err, reason);
        };
    }

    private int policy(GetPolicy.Outcome outcome, Parse.Given given) {
        return switch (outcome) {
            case GetPolicy.Found found -> switch (found.policy()) {
                case GetPolicy.Valid(Policy policy) -> policy(found.id(), policy, given);
                case GetPolicy.Invalid(String reason) -> Problems.say(err, "The policy of component " + found.id() + " in "
                        + found.location() + " is not valid: " + reason);
            };
            case GetPolicy.NoPolicy(ComponentId id) -> policy(id, Policy.empty(id), given);
            case GetPolicy.Unavailable(String reason) -> Problems.say(err, reason);
        };
    }

    private int policy(ComponentId id, Policy policy, Parse.Given given) {
        out.print(Printed.isTable(given) ? table(policy) : Printed.as(given, terminal, JsonObject.empty()
                .with("component_id", new JsonString(id.value()))
                .with("permissions", PolicyJson.permissions(policy))));
        return 0;
    }

    private String table(Policy policy) {
        var grid = new Grid(terminal, "Permission", "Rule", "Entry");
        PolicyRows.of(policy).forEach(row -> grid.row(row.permission(), row.rule(), row.entry()));
        return grid.text();
    }
}
