package dev.wassette.application.service;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.port.in.MissingPermission;
import dev.wassette.application.port.in.MissingPermission.Remedy;
import dev.wassette.application.port.in.PermissionRequest;
import dev.wassette.application.port.out.ComponentRuntime.Denied;
import dev.wassette.application.service.Policies.Allowance;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.policy.ProtectedPlaces;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// From what a guest was denied to the grant that would allow it. The guest chose the target, so it may be meant for the
/// eyes of an agent: only what a permission can hold becomes part of a remedy, and everything else is cut and cleaned.
final class DenialAdvice {
    private DenialAdvice() {}

    /// @param denied each once
    /// @param allowed what the call had
    static List<MissingPermission> explain(ComponentId id, List<Denied> denied, Policies policies, Allowance allowed) {
        return denied.stream()
                .map(each -> each.kind() == Denied.Kind.ENVIRONMENT && allowed.unset().contains(each.target())
                        ? unset(id, each.target(), policies.commandOptions()) : explain(id, each, policies, allowed.grant()))
                .distinct().toList();
    }

    private static MissingPermission unset(ComponentId id, String key, List<String> options) {
        return new MissingPermission("Component '" + id + "' may read the environment variable '" + shown(key)
                + "', but it is not set. Set it as a secret of the component, which holds from the next call on, by writing "
                + "its value into the standard input of: " + shell("secret set --stdin", options, id.value(), shown(key))
                + ". Or set it in the environment of the server, with its option --env or --env-file, or in "
                + "[environment_vars] of its configuration file, and start it again.", Optional.empty());
    }

    private static MissingPermission explain(ComponentId id, Denied denied, Policies policies, Grant grant) {
        PermissionRequest request = request(denied);
        String what = "Component '" + id + "' was denied " + access(denied) + " '" + shown(denied.target()) + "'.";
        if (!isPossible(request, policies.places())) {
            return new MissingPermission(what, Optional.empty());
        }
        return GrantTrial.helps(denied, request, grant)
                ? new MissingPermission(what, Optional.of(remedy(id, request, policies.commandOptions())))
                : new MissingPermission(what + " Its policy denies that, and no grant helps until the entry under 'deny' is "
                        + "taken out.", Optional.empty());
    }

    private static String access(Denied denied) {
        return switch (denied.kind()) {
            case NETWORK -> "network access to";
            case READING -> "read access to";
            case WRITING -> "write access to";
            case ENVIRONMENT -> "the environment variable";
        };
    }

    private static PermissionRequest request(Denied denied) {
        return switch (denied.kind()) {
            case NETWORK -> new PermissionRequest.Network(host(denied.target()));
            case READING -> new PermissionRequest.Storage(denied.target(), List.of("read"));
            case WRITING -> new PermissionRequest.Storage(denied.target(), List.of("read", "write"));
            case ENVIRONMENT -> new PermissionRequest.Environment(denied.target());
        };
    }

    /// Without the scheme; the port stays unless it is the one that the scheme means anyway.
    private static String host(String target) {
        int scheme = target.indexOf("://");
        String rest = scheme < 0 ? target : target.substring(scheme + 3);
        String usual = target.startsWith("https:") ? ":443" : target.startsWith("http:") ? ":80" : "";
        return !usual.isEmpty() && rest.endsWith(usual) ? rest.substring(0, rest.length() - usual.length()) : rest;
    }

    private static boolean isPossible(PermissionRequest request, ProtectedPlaces places) {
        try {
            PermissionRequests.permission(request, places);
            return values(request).allMatch(value -> value.equals(shown(value)) && value.indexOf('*') < 0);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static Stream<String> values(PermissionRequest request) {
        return switch (request) {
            case PermissionRequest.Storage(String uri, _) -> Stream.of(uri);
            case PermissionRequest.Network(String host) -> Stream.of(host);
            case PermissionRequest.Environment(String key) -> Stream.of(key);
            case PermissionRequest.Limit(String resource, String amount) -> Stream.of(resource, amount);
        };
    }

    private static Remedy remedy(ComponentId id, PermissionRequest request, List<String> options) {
        return switch (request) {
            case PermissionRequest.Storage(String uri, List<String> access) -> new Remedy("grant-storage-permission",
                    arguments(id, JsonObject.empty().with("uri", new JsonString(uri)).with("access", strings(access))),
                    command("storage", Stream.concat(Stream.of("--access", String.join(",", access)), options.stream()).toList(), id.value(), uri));
            case PermissionRequest.Network(String host) -> new Remedy("grant-network-permission",
                    arguments(id, JsonObject.empty().with("host", new JsonString(host))),
                    command("network", options, id.value(), host));
            case PermissionRequest.Environment(String key) -> new Remedy("grant-environment-variable-permission",
                    arguments(id, JsonObject.empty().with("key", new JsonString(key))),
                    command("environment-variable", options, id.value(), key));
            case PermissionRequest.Limit(String resource, String amount) -> new Remedy(
                    "grant-" + resource + "-permission",
                    arguments(id, JsonObject.empty().with(resource, new JsonString(amount))),
                    command(resource, options, id.value(), amount));
        };
    }

    private static JsonObject arguments(ComponentId id, JsonObject details) {
        return JsonObject.empty().with("component_id", new JsonString(id.value())).with("details", details);
    }

    private static JsonArray strings(List<String> words) {
        return new JsonArray(words.stream().<JsonValue>map(JsonString::new).toList());
    }

    private static String command(String kind, List<String> options, String... words) {
        return shell("permission grant " + kind, options, words);
    }

    /// A word that begins with a dash is an option to the command line, unless it stands behind `--`.
    private static String shell(String command, List<String> options, String... words) {
        boolean dashed = Arrays.stream(words).anyMatch(word -> word.startsWith("-"));
        Stream<String> behind = dashed ? Stream.concat(Stream.concat(options.stream(), Stream.of("--")), Arrays.stream(words))
                : Stream.concat(Arrays.stream(words), options.stream());
        return "wassette " + command + " " + behind.map(DenialAdvice::quoted).collect(Collectors.joining(" "));
    }

    /// For a POSIX shell.
    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /// {@return the text without what could pass for more than a name: line ends, control and format characters, length}
    private static String shown(String text) {
        String clean = text.codePoints()
                .map(each -> isHarmless(each) ? each : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return clean.length() <= ServiceLimits.MAX_TARGET_LENGTH ? clean
                : clean.substring(0, ServiceLimits.MAX_TARGET_LENGTH) + "...";
    }

    private static boolean isHarmless(int each) {
        return switch (Character.getType(each)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
