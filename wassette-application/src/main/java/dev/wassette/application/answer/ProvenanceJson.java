package dev.wassette.application.answer;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonBool;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.port.in.ListComponents.Summary;
import dev.wassette.application.port.in.LoadComponent.Proposal;
import dev.wassette.domain.Digest;
import dev.wassette.domain.Provenance;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where components came from, and what policies that came with them ask for, as clients see it.
public final class ProvenanceJson {
    private ProvenanceJson() {}

    /// {@return what is known of the origin of a component; what is not known is absent}
    public static JsonObject provenance(Optional<Digest> digest, Provenance provenance) {
        JsonObject json = with(JsonObject.empty(), "artifact_digest", provenance.artifact().map(Digest::toString));
        json = with(json, "digest", digest.map(Digest::toString));
        json = provenance.loadedAt().isEmpty() ? json
                : json.with("loaded_at", new JsonString(Instant.ofEpochSecond(provenance.loadedAt().getAsLong()).toString()));
        json = with(json, "origin", provenance.origin());
        json = json.with("pinned", new JsonBool(provenance.pinned()));
        return with(json, "signed_by", provenance.signedBy());
    }

    private static JsonObject with(JsonObject json, String name, Optional<String> value) {
        return value.isEmpty() ? json : json.with(name, new JsonString(value.get()));
    }

    /// {@return a component with what is known of its origin, where anything is}
    public static JsonObject with(JsonObject component, Summary summary) {
        return summary.digest().isEmpty() ? component
                : component.with("provenance", provenance(summary.digest(), summary.provenance()));
    }

    /// {@return what a policy that came with a component asks for, and what became of it}
    public static JsonObject proposal(Proposal proposal) {
        return JsonObject.empty()
                .with("asks_for", texts(proposal.asks()))
                .with("fewer_than_now", texts(proposal.fewer()))
                .with("more_than_now", texts(proposal.more()))
                .with("status", new JsonString(switch (proposal.answer()) {
                    case APPLIED -> "applied";
                    case OFFERED -> "proposed: the user can accept it with 'wassette component load --accept-policy'";
                    case OTHER_STAYS -> "not applied: the component has a policy, which stays";
                }));
    }

    private static JsonArray texts(List<String> texts) {
        return new JsonArray(texts.stream().<JsonValue>map(JsonString::new).toList());
    }
}
