package dev.wassette.application.port.in;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue.JsonObject;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/// What a component wanted during a call and was denied.
///
/// @param what a sentence; what the component named is quoted in it, harmless and short
/// @param remedy what would allow it; empty when nothing does
public record MissingPermission(String what, Optional<Remedy> remedy) {
    public MissingPermission {
        Objects.requireNonNull(what);
        Objects.requireNonNull(remedy);
    }

    /// The exact grant.
    ///
    /// @param tool the built-in tool that grants it
    /// @param arguments for that tool
    /// @param command the same for a shell
    public record Remedy(String tool, JsonObject arguments, String command) {
        public Remedy {
            Objects.requireNonNull(tool);
            Objects.requireNonNull(arguments);
            Objects.requireNonNull(command);
        }
    }

    /// {@return sentences for the agent and the user}
    public String text() {
        return text(_ -> true);
    }

    /// {@return sentences for the agent and the user}
    ///
    /// @param offered whether the agent may call a built-in tool, so that no other is named to it
    public String text(Predicate<String> offered) {
        return remedy.map(grant -> what + " If the user wants that, " + (offered.test(grant.tool())
                ? "call " + grant.tool() + " with " + JsonText.compact(grant.arguments()) + ", or run: "
                : "the user can run: ") + grant.command()).orElse(what);
    }
}
