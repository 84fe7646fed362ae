package dev.wassette.application.service;

import dev.wassette.application.json.JsonValue.JsonBool;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.port.in.LoadComponent;
import dev.wassette.application.port.in.UnloadComponent;
import dev.wassette.application.port.out.AuditTrail.Event;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// Keeps a record of the components that come and go because somebody asked for it.
public final class AuditedComponents implements LoadComponent, UnloadComponent {
    private final LoadComponent load;
    private final UnloadComponent unload;
    private final Audit audit;

    public AuditedComponents(LoadComponent load, UnloadComponent unload, Audit audit) {
        this.load = Objects.requireNonNull(load);
        this.unload = Objects.requireNonNull(unload);
        this.audit = Objects.requireNonNull(audit);
    }

    @Override
    public LoadComponent.Outcome load(LoadRequest request) {
        LoadComponent.Outcome outcome = load.load(request);
        JsonObject details = JsonObject.empty().with("reference", new JsonString(request.reference()));
        details = request.digest().isPresent()
                ? details.with("digest", new JsonString(request.digest().get().toString())) : details;
        details = request.unpin() ? details.with("unpin", new JsonBool(true)) : details;
        if (outcome instanceof Loaded loaded && loaded.proposal().isPresent()) {
            String answer = loaded.proposal().get().answer().name().toLowerCase(Locale.ROOT);
            details = details.with("policy", new JsonString(answer));
        }
        switch (outcome) {
            case Loaded loaded -> audit.changed(Event.LOAD, loaded.id().value(), details, Optional.empty());
            case NotLoaded(String reason) -> audit.changed(Event.LOAD, "", details, Optional.of(reason));
        }
        return outcome;
    }

    @Override
    public UnloadComponent.Outcome unload(String id) {
        UnloadComponent.Outcome outcome = unload.unload(id);
        audit.changed(Event.UNLOAD, id, JsonObject.empty(), switch (outcome) {
            case Unloaded _ -> Optional.empty();
            case NotFound _ -> Optional.of("Component '" + id + "' not found");
            case NotUnloaded(_, String reason) -> Optional.of(reason);
        });
        return outcome;
    }
}
