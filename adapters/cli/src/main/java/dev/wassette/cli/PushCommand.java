package dev.wassette.cli;

import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.port.in.PublishComponent;
import dev.wassette.application.port.in.PublishComponent.NotPublished;
import dev.wassette.application.port.in.PublishComponent.Published;
import dev.wassette.cli.Settings.Invalid;
import dev.wassette.cli.syntax.Argument;
import dev.wassette.cli.syntax.Command;
import dev.wassette.cli.syntax.Option;
import dev.wassette.cli.syntax.Parse;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// `wassette component push`: publishes a component in a registry.
final class PushCommand {
    private static final Option POLICY = Option.valued("--policy", "FILE",
            "A policy that comes with the component, as a proposal to whoever loads it");
    private static final Option ANNOTATION = Option.repeatable("--annotation", "KEY=VALUE",
            "What the manifest says of the component, such as org.opencontainers.image.description=...; may be repeated");
    static final Command PUSH = Command.leaf("push", "Publish a component in a registry",
            Stream.concat(Stream.of(POLICY, ANNOTATION), Downloads.ALL.stream()).toList(),
            new Argument("FILE", List.of(), "The file of the component"),
            new Argument("REFERENCE", List.of(), "Where to, such as oci://ghcr.io/name/tool:1.0"))
            .example("wassette component push ./my-tool.wasm oci://ghcr.io/me/my-tool:1.0 --policy policy.yaml");

    private final Terminal terminal;
    private final PrintStream out;
    private final PrintStream err;

    PushCommand(Terminal terminal, PrintStream out, PrintStream err) {
        this.terminal = Objects.requireNonNull(terminal);
        this.out = Objects.requireNonNull(out);
        this.err = Objects.requireNonNull(err);
    }

    /// {@return the exit status of the process}
    int run(Parse.Given given, PublishComponent publish) throws Invalid {
        String reference = given.arguments().get(1);
        var request = new PublishComponent.Request(given.arguments().getFirst(), reference,
                Optional.ofNullable(given.options().get(POLICY.name())), annotations(given));
        PublishComponent.Outcome outcome;
        try (var working = Working.on(err, terminal, "Pushing to " + reference)) {
            outcome = publish.publish(request, working::at);
        }
        return switch (outcome) {
            case Published published -> {
                out.print(Printed.json(JsonObject.empty()
                        .with("status", new JsonString("component pushed successfully"))
                        .with("reference", new JsonString(published.reference()))
                        .with("manifest", new JsonString(published.manifest().toString()))
                        .with("digest", new JsonString(published.component().toString()))));
                yield 0;
            }
            case NotPublished(String reason) -> Problems.say(err, reason);
        };
    }

    private static Map<String, String> annotations(Parse.Given given) throws Invalid {
        Map<String, String> annotations = new LinkedHashMap<>();
        for (String each : given.repeated().getOrDefault(ANNOTATION.name(), List.of())) {
            int equals = each.indexOf('=');
            if (equals <= 0) {
                throw new Invalid("'" + each + "', the value of --annotation, is not KEY=VALUE");
            }
            annotations.put(each.substring(0, equals), each.substring(equals + 1));
        }
        return annotations;
    }
}
