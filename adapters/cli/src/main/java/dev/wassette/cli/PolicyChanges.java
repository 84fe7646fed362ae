package dev.wassette.cli;

import dev.wassette.application.answer.PermissionJson;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.port.in.ChangePermissions.Changed;
import dev.wassette.application.port.in.ChangePermissions.NotChanged;
import dev.wassette.application.port.in.ChangePermissions.Outcome;
import dev.wassette.application.port.in.PolicyChange;
import dev.wassette.cli.syntax.Option;
import dev.wassette.cli.syntax.Parse;
import dev.wassette.domain.ComponentId;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Makes a change of a policy, or shows what it would change.
final class PolicyChanges {
    private static final Option DRY_RUN = Option.flag("--dry-run", "",
            "Change nothing; show how the policy would change, as 'policy diff' does");
    static final List<Option> OPTIONS = List.of(DRY_RUN, Printed.OUTPUT);

    private final UseCases useCases;
    private final Terminal terminal;
    private final PrintStream out;
    private final PrintStream err;

    PolicyChanges(UseCases useCases, Terminal terminal, PrintStream out, PrintStream err) {
        this.useCases = Objects.requireNonNull(useCases);
        this.terminal = Objects.requireNonNull(terminal);
        this.out = Objects.requireNonNull(out);
        this.err = Objects.requireNonNull(err);
    }

    /// @return the exit status of the process
    int run(Parse.Given given, Folders folders, PolicyChange change) throws UnusableConfiguration {
        String component = given.arguments().getFirst();
        if (given.options().containsKey(DRY_RUN.name())) {
            return new Differences(terminal, out, err).print(given, useCases.comparePolicies(folders).preview(component, change),
                    "Nothing would change.", Optional.of("dry run, nothing was changed"));
        }
        return switch (make(change, component, folders)) {
            case NotChanged(String reason) -> Problems.say(err, reason);
            case Changed(ComponentId id) -> {
                out.print(Printed.as(given, terminal, answer(id, change)));
                yield 0;
            }
        };
    }

    private Outcome make(PolicyChange change, String component, Folders folders) throws UnusableConfiguration {
        return switch (change) {
            case PolicyChange.Grant(var permission) -> useCases.changePermissions(folders).grant(component, permission);
            case PolicyChange.Revoke(var permission) -> useCases.changePermissions(folders).revoke(component, permission);
            case PolicyChange.Deny(var permission) -> useCases.changePermissions(folders).deny(component, permission);
            case PolicyChange.Undeny(var permission) -> useCases.changePermissions(folders).undeny(component, permission);
            case PolicyChange.Reset() -> useCases.changePermissions(folders).reset(component);
            case PolicyChange.Attach(String uri) -> useCases.attachPolicy(folders).attach(component, uri);
            case PolicyChange.Detach() -> useCases.attachPolicy(folders).detach(component);
        };
    }

    private static JsonObject answer(ComponentId id, PolicyChange change) {
        return switch (change) {
            case PolicyChange.Grant(var permission) -> PermissionJson.granted(id, permission);
            case PolicyChange.Revoke(var permission) -> PermissionJson.revoked(id, permission);
            case PolicyChange.Deny(var permission) -> PermissionJson.denied(id, permission);
            case PolicyChange.Undeny(var permission) -> PermissionJson.undenied(id, permission);
            case PolicyChange.Reset() -> PermissionJson.reset(id);
            case PolicyChange.Attach(String uri) -> PermissionJson.attached(id, uri);
            case PolicyChange.Detach() -> PermissionJson.detached(id);
        };
    }
}
