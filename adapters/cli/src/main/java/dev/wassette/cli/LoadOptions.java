package dev.wassette.cli;

import dev.wassette.application.port.in.LoadComponent.LoadRequest;
import dev.wassette.application.port.in.LoadComponent.Progress;
import dev.wassette.cli.syntax.Option;
import dev.wassette.cli.syntax.Parse;
import dev.wassette.domain.Digest;
import java.util.List;
import java.util.Optional;

/// How a component is loaded.
final class LoadOptions {
    private static final Option DIGEST = Option.valued("--digest", "DIGEST",
            "Load only a component with this digest (sha256:<hex>), and pin it: nothing else takes its place");
    private static final Option UNPIN = Option.flag("--unpin", "", "Replace the component even if it is pinned");
    private static final Option ACCEPT_POLICY = Option.flag("--accept-policy", "",
            "Apply the policy that comes with the component, if it has none yet");
    static final List<Option> ALL = List.of(DIGEST, UNPIN, ACCEPT_POLICY);

    private LoadOptions() {}

    /// @throws Settings.Invalid when the digest is none
    static void check(Parse.Given given) throws Settings.Invalid {
        Optional<String> digest = digest(given);
        if (digest.isPresent() && digest.flatMap(Digest::parse).isEmpty()) {
            throw new Settings.Invalid("invalid value '" + digest.get() + "' for --digest: it is sha256: and 64 hexadecimal digits");
        }
    }

    private static Optional<String> digest(Parse.Given given) {
        return Optional.ofNullable(given.options().get(DIGEST.name()));
    }

    /// {@return what a command line asks for that has passed the [#check]}
    static LoadRequest of(Parse.Given given, String reference, Progress progress) {
        return new LoadRequest(reference, digest(given).flatMap(Digest::parse), given.options().containsKey(ACCEPT_POLICY.name()),
                given.options().containsKey(UNPIN.name()), progress);
    }
}
