package dev.wassette.application.service;

import dev.wassette.application.actor.Acting;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.port.in.CallTool;
import dev.wassette.application.port.in.MissingPermission;
import dev.wassette.application.port.out.AuditTrail;
import dev.wassette.application.port.out.AuditTrail.Event;
import dev.wassette.domain.ComponentId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// What of an event goes into the trail, and how. Arguments are cut and redacted, results are left out. Safe for use by
/// several threads.
public final class Audit {
    private final AuditTrail trail;
    private final String usualActor;

    /// @param usualActor who is at work where nobody else is named
    public Audit(AuditTrail trail, String usualActor) {
        this.trail = Objects.requireNonNull(trail);
        this.usualActor = Objects.requireNonNull(usualActor);
    }

    /// {@return a moment for [#called]}
    long nanos() {
        return trail.nanos();
    }

    /// A call has ended.
    ///
    /// @param id empty when no component has the tool
    /// @param start a moment of [#nanos]
    void called(String tool, Optional<ComponentId> id, JsonObject arguments, CallTool.Outcome outcome, long start) {
        JsonObject facts = by().with("tool", cut(tool));
        if (id.isPresent()) {
            facts = facts.with("component", new JsonString(id.get().value()));
        }
        facts = facts.with("arguments", Redaction.of(arguments)).with("outcome", new JsonString(word(outcome)));
        // What is wrong with arguments is said with the arguments.
        if (outcome instanceof CallTool.Failed failed && failed.reason() != CallTool.Reason.BAD_ARGUMENTS) {
            facts = facts.with("message", cut(failed.message()));
        }
        trail.add(Event.CALL, facts.with("duration_ms", JsonNumber.of((trail.nanos() - start) / 1_000_000)));
        for (MissingPermission missing : outcome.missing()) {
            denied(tool, id, missing);
        }
    }

    private static String word(CallTool.Outcome outcome) {
        return switch (outcome) {
            case CallTool.Returned returned -> returned.isError() ? "returned-error" : "returned";
            case CallTool.Shown _ -> "returned";
            case CallTool.Failed failed -> failed.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
        };
    }

    private void denied(String tool, Optional<ComponentId> id, MissingPermission missing) {
        JsonObject facts = by().with("tool", cut(tool));
        if (id.isPresent()) {
            facts = facts.with("component", new JsonString(id.get().value()));
        }
        facts = facts.with("what", cut(missing.what()));
        trail.add(Event.DENIED, missing.remedy().isEmpty() ? facts
                : facts.with("grant", cut(missing.remedy().get().command())));
    }

    /// Something of a component was changed, or was not.
    ///
    /// @param component as it was asked for
    /// @param details what exactly
    /// @param refusal why nothing has changed; empty when it has
    void changed(Event event, String component, JsonObject details, Optional<String> refusal) {
        JsonObject facts = by().with("component", cut(component))
                .with("outcome", new JsonString(refusal.isEmpty() ? "done" : "refused"));
        if (!details.members().isEmpty()) {
            facts = facts.with("details", Redaction.cut(details));
        }
        trail.add(event, refusal.isEmpty() ? facts : facts.with("message", cut(refusal.get())));
    }

    private JsonObject by() {
        return JsonObject.empty().with("by", cut(Acting.name(usualActor)));
    }

    private static JsonString cut(String text) {
        return new JsonString(Redaction.cut(text));
    }

    static JsonArray strings(List<String> texts) {
        return new JsonArray(texts.stream().<JsonValue>map(JsonString::new).toList());
    }
}
