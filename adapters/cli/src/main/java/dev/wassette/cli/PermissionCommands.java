package dev.wassette.cli;

import dev.wassette.application.port.in.PermissionRequest;
import dev.wassette.application.port.in.PolicyChange;
import dev.wassette.cli.syntax.Argument;
import dev.wassette.cli.syntax.Command;
import dev.wassette.cli.syntax.Option;
import dev.wassette.cli.syntax.Parse;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// `wassette permission ...`: what components may do, entry by entry. A server that uses the same folder sees a change at
/// its next call.
final class PermissionCommands {
    private static final Option ACCESS = Option.valued("--access", "ACCESS", "read, write, or read,write");
    private static final Option DENIED_ACCESS =
            Option.valued("--access", "ACCESS", "read, write, or read,write [default: read,write]");
    private static final Option DENIED = Option.flag("--denied", "", "Take back a denial; what is allowed stays as it is");
    private static final Argument COMPONENT = new Argument("COMPONENT", List.of(), "The id of the component");
    private static final Argument URI = new Argument("URI", List.of(),
            "fs:///absolute/path, or fs://path beside the components; /** behind a directory is all below it");
    private static final Argument HOST = new Argument("HOST", List.of(),
            "A host, with a port if only that one is meant; *.example.com is every name below it; or a range of addresses "
                    + "such as 10.0.0.0/8");
    private static final Argument KEY = new Argument("KEY", List.of(), "The name of the variable");

    private static final Command GRANT = Command.group("grant", "Allow a component something", List.of(),
            change("storage", "Allow a component to read or write files", List.of(ACCESS), COMPONENT, URI)
                    .example("wassette permission grant storage my-tool fs:///srv/data/** --access read"),
            change("network", "Allow a component to reach a host", List.of(), COMPONENT, HOST)
                    .example("wassette permission grant network my-tool api.example.com",
                            "wassette permission grant network my-tool 192.0.2.0/24"),
            change("environment-variable", "Allow a component to read an environment variable", List.of(), COMPONENT, KEY)
                    .example("wassette permission grant environment-variable my-tool API_KEY"),
            limit("memory", "Limit the memory of a component", "Such as 512Mi, 1Gi or 2048Ki", "512Mi"),
            limit("cpu", "Limit how much of a processor a component uses", "Such as 500m or 0.5", "500m"),
            limit("timeout", "Limit how long a call of a component takes", "Such as 90s or 2m", "90s"));
    private static final Command DENY = Command.group("deny", "Deny a component something, whatever else it is allowed", List.of(),
            change("storage", "Deny a component to read or write files", List.of(DENIED_ACCESS), COMPONENT, URI)
                    .example("wassette permission deny storage my-tool fs:///srv/data/private/**",
                            "wassette permission deny storage my-tool fs:///srv/data --access write"),
            change("network", "Deny a component to reach a host", List.of(), COMPONENT, HOST)
                    .example("wassette permission deny network my-tool internal.example.com",
                            "wassette permission deny network my-tool 10.0.0.0/8"));
    private static final Command REVOKE = Command.group("revoke", "Take a permission from a component", List.of(),
            change("storage", "Take what was granted for exactly this URI", List.of(DENIED), COMPONENT, URI)
                    .example("wassette permission revoke storage my-tool fs:///srv/data/**"),
            change("network", "Take what was granted for exactly this host", List.of(DENIED), COMPONENT, HOST)
                    .example("wassette permission revoke network my-tool api.example.com",
                            "wassette permission revoke network my-tool 10.0.0.0/8 --denied"),
            change("environment-variable", "Take what was granted for exactly this variable", List.of(), COMPONENT, KEY)
                    .example("wassette permission revoke environment-variable my-tool API_KEY"));
    private static final Command RESET = change("reset", "Take all permissions from a component", List.of(), COMPONENT)
            .example("wassette permission reset my-tool --dry-run");

    static final Command PERMISSION = Command.group("permission", "Change what a component may do", List.of(),
            GRANT, DENY, REVOKE, RESET);

    private final PolicyChanges changes;

    PermissionCommands(PolicyChanges changes) {
        this.changes = Objects.requireNonNull(changes);
    }

    private static Command change(String name, String about, List<Option> options, Argument... arguments) {
        return Command.leaf(name, about, Stream.concat(options.stream(), PolicyChanges.OPTIONS.stream()).toList(), arguments);
    }

    private static Command limit(String name, String about, String amounts, String amount) {
        return change(name, about, List.of(), COMPONENT, new Argument("LIMIT", List.of(), amounts))
                .example("wassette permission grant " + name + " my-tool " + amount);
    }

    /// {@return whether this class does what was asked for}
    static boolean have(Parse.Given given) {
        return given.path().contains(PERMISSION) && given.command().subcommands().isEmpty();
    }

    /// @param given what these commands [#have]
    /// @return the exit status of the process
    int run(Parse.Given given, Folders folders) throws Settings.Invalid, UnusableConfiguration {
        return changes.run(given, folders, change(given));
    }

    private static PolicyChange change(Parse.Given given) throws Settings.Invalid {
        if (given.command() == RESET) {
            return new PolicyChange.Reset();
        }
        if (given.path().contains(DENY)) {
            return new PolicyChange.Deny(denial(given, given.options().getOrDefault(DENIED_ACCESS.name(), "read,write")));
        }
        if (given.options().containsKey(DENIED.name())) {
            return new PolicyChange.Undeny(denial(given, "read,write"));
        }
        return given.path().contains(REVOKE) ? new PolicyChange.Revoke(request(given, List.of()))
                : new PolicyChange.Grant(request(given, access(given)));
    }

    private static List<String> access(Parse.Given given) throws Settings.Invalid {
        String access = given.options().get(ACCESS.name());
        if (access == null && given.command().options().contains(ACCESS)) {
            throw new Settings.Invalid("a value is required for '--access <ACCESS>'");
        }
        return access == null ? List.of() : List.of(access.split(","));
    }

    private static PermissionRequest.Deniable denial(Parse.Given given, String access) {
        String value = given.arguments().get(1);
        return given.command().name().equals("storage") ? new PermissionRequest.Storage(value, List.of(access.split(",")))
                : new PermissionRequest.Network(value);
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
}
