package dev.wassette.cli;

import dev.wassette.application.answer.PermissionJson;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.json.PolicyJson;
import dev.wassette.application.port.in.ChangePermissions;
import dev.wassette.application.port.in.ChangePermissions.Changed;
import dev.wassette.application.port.in.ChangePermissions.NotChanged;
import dev.wassette.application.port.in.GetPolicy;
import dev.wassette.application.port.in.PermissionRequest;
import dev.wassette.application.port.in.ValidatePolicy;
import dev.wassette.cli.syntax.Argument;
import dev.wassette.cli.syntax.Command;
import dev.wassette.cli.syntax.Option;
import dev.wassette.cli.syntax.Parse;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.policy.Policy;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/// `wassette permission ...` and `wassette policy ...`: what components may do. A server that uses the same folder sees a
/// change at its next call.
final class PermissionCommands {
    private static final Option ACCESS = Option.valued("--access", "ACCESS", "read, write, or read,write");
    private static final Argument COMPONENT = new Argument("COMPONENT", List.of(), "The id of the component");
    private static final Argument URI = new Argument("URI", List.of(),
            "fs:///absolute/path, or fs://path beside the components; /** behind a directory is all below it");
    private static final Argument HOST = new Argument("HOST", List.of(),
            "A host, with a port if only that one is meant; *.example.com is every name below it; or a range of addresses "
                    + "such as 10.0.0.0/8");
    private static final Argument KEY = new Argument("KEY", List.of(), "The name of the variable");

    private static final Command GRANT = Command.group("grant", "Allow a component something", List.of(),
            Command.leaf("storage", "Allow a component to read or write files", List.of(ACCESS), COMPONENT, URI),
            Command.leaf("network", "Allow a component to reach a host", List.of(), COMPONENT, HOST),
            Command.leaf("environment-variable", "Allow a component to read an environment variable", List.of(),
                    COMPONENT, KEY),
            Command.leaf("memory", "Limit the memory of a component", List.of(), COMPONENT,
                    new Argument("LIMIT", List.of(), "Such as 512Mi, 1Gi or 2048Ki")),
            Command.leaf("cpu", "Limit how much of a processor a component uses", List.of(), COMPONENT,
                    new Argument("LIMIT", List.of(), "Such as 500m or 0.5")),
            Command.leaf("timeout", "Limit how long a call of a component takes", List.of(), COMPONENT,
                    new Argument("LIMIT", List.of(), "Such as 90s or 2m")));
    private static final Command REVOKE = Command.group("revoke", "Take a permission from a component", List.of(),
            Command.leaf("storage", "Take what was granted for exactly this URI", List.of(), COMPONENT, URI),
            Command.leaf("network", "Take what was granted for exactly this host", List.of(), COMPONENT, HOST),
            Command.leaf("environment-variable", "Take what was granted for exactly this variable", List.of(),
                    COMPONENT, KEY));
    private static final Command RESET =
            Command.leaf("reset", "Take all permissions from a component", List.of(), COMPONENT);
    private static final Command GET =
            Command.leaf("get", "Show what a component may do", List.of(Printed.OUTPUT), COMPONENT);

    private static final Command ATTACH = Command.leaf("attach", "Replace the policy of a component by a file",
            List.of(), COMPONENT, new Argument("POLICY", List.of(), "file:// and an absolute path"));
    private static final Command DETACH = Command.leaf("detach", "Remove the policy of a component", List.of(), COMPONENT);

    private static final Command VALIDATE = Command.leaf("validate", "Check a file that is to be a policy",
            List.of(Printed.OUTPUT), new Argument("POLICY", List.of(), "A path, or file:// and an absolute path"));

    static final Command PERMISSION = Command.group("permission", "Change what a component may do", List.of(),
            GRANT, REVOKE, RESET);
    static final Command POLICY = Command.group("policy", "Show or replace what a component may do", List.of(), GET,
            ATTACH, DETACH, VALIDATE);

    private final UseCases useCases;
    private final PrintStream out;
    private final PrintStream err;

    PermissionCommands(UseCases useCases, PrintStream out, PrintStream err) {
        this.useCases = Objects.requireNonNull(useCases);
        this.out = Objects.requireNonNull(out);
        this.err = Objects.requireNonNull(err);
    }

    /// {@return whether this class does what was asked for}
    static boolean have(Parse.Given given) {
        boolean ours = given.path().contains(PERMISSION) || given.path().contains(POLICY);
        return ours && given.command().subcommands().isEmpty();
    }

    /// @param given what these commands [#have]
    /// @return the exit status of the process
    int run(Parse.Given given, Folders folders) throws Settings.Invalid, UnusableConfiguration {
        String component = given.arguments().getFirst();
        if (given.command() == GET) {
            return policy(useCases.getPolicy(folders).policy(component), given);
        }
        if (given.command() == VALIDATE) {
            return validity(useCases.validatePolicy(folders).validate(uri(component)), given);
        }
        if (given.command() == ATTACH) {
            String uri = given.arguments().getLast();
            return answer(useCases.attachPolicy(folders).attach(component, uri), id -> PermissionJson.attached(id, uri));
        }
        if (given.command() == DETACH) {
            return answer(useCases.attachPolicy(folders).detach(component), PermissionJson::detached);
        }
        ChangePermissions change = useCases.changePermissions(folders);
        if (given.command() == RESET) {
            return answer(change.reset(component), PermissionJson::reset);
        }
        if (given.path().contains(REVOKE)) {
            PermissionRequest request = request(given, List.of());
            return answer(change.revoke(component, request), id -> PermissionJson.revoked(id, request));
        }
        PermissionRequest request = request(given, access(given));
        return answer(change.grant(component, request), id -> PermissionJson.granted(id, request));
    }

    private static List<String> access(Parse.Given given) throws Settings.Invalid {
        String access = given.options().get(ACCESS.name());
        if (access == null && given.command().options().contains(ACCESS)) {
            throw new Settings.Invalid("a value is required for '--access <ACCESS>'");
        }
        return access == null ? List.of() : List.of(access.split(","));
    }

    private static PermissionRequest request(Parse.Given given, List<String> access) {
        String kind = given.command().name();
        String value = given.arguments().get(1);
        return switch (kind) {
            case "storage" -> new PermissionRequest.Storage(value, access);
            case "network" -> new PermissionRequest.Network(value);
            case "environment-variable" -> new PermissionRequest.Environment(value);
            case "timeout" -> new PermissionRequest.Limit("wall_time", value);
            default -> new PermissionRequest.Limit(kind, value);
        };
    }

    /// {@return a path as a URI}
    private static String uri(String policy) throws Settings.Invalid {
        try {
            return policy.contains("://") ? policy : "file://" + Path.of(policy).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new Settings.Invalid("'" + policy + "' is not a path: " + e.getReason());
        }
    }

    private int validity(ValidatePolicy.Outcome outcome, Parse.Given given) {
        return switch (outcome) {
            case ValidatePolicy.Valid(Policy policy) -> {
                out.print(Printed.as(given, JsonObject.empty()
                        .with("permissions", PolicyJson.permissions(policy))
                        .with("status", new JsonString("policy is valid"))));
                yield 0;
            }
            case ValidatePolicy.NotValid(String reason) -> failed(reason);
        };
    }

    private int answer(ChangePermissions.Outcome outcome, Function<ComponentId, JsonObject> json) {
        return switch (outcome) {
            case Changed(ComponentId id) -> {
                out.print(Printed.json(json.apply(id)));
                yield 0;
            }
            case NotChanged(String reason) -> failed(reason);
        };
    }

    private int policy(GetPolicy.Outcome outcome, Parse.Given given) {
        return switch (outcome) {
            case GetPolicy.Found found -> switch (found.policy()) {
                case GetPolicy.Valid(Policy policy) -> policy(found.id(), PolicyJson.permissions(policy), given);
                case GetPolicy.Invalid(String reason) -> failed("The policy of component " + found.id() + " in "
                        + found.location() + " is not valid: " + reason);
            };
            case GetPolicy.NoPolicy(ComponentId id) -> policy(id, JsonObject.empty(), given);
            case GetPolicy.Unavailable(String reason) -> failed(reason);
        };
    }

    private int policy(ComponentId id, JsonValue permissions, Parse.Given given) {
        out.print(Printed.as(given, JsonObject.empty()
                .with("component_id", new JsonString(id.value()))
                .with("permissions", permissions)));
        return 0;
    }

    private int failed(String reason) {
        err.println("Error: " + reason);
        return 1;
    }
}
