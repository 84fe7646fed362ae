package dev.wassette.loader.oci;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonNull;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What of an artifact is the component and what its policy (contract H). What layers are called (`title`) is not looked at:
/// nothing of an artifact becomes a path.
///
/// @param policy empty where there is none
record WasmLayers(Descriptor component, Optional<Descriptor> policy) {
    static final String WASM = "application/wasm";
    static final String CONFIG = "application/vnd.wasm.config.v0+json";
    static final String POLICY = "application/vnd.wasm.policy.v1+yaml";

    private static final Set<String> COMPONENTS = Set.of(WASM, "application/vnd.wasm.component.v1",
            "application/vnd.bytecodealliance.wasm.component.layer.v0+wasm");
    private static final Set<String> POLICIES =
            Set.of(POLICY, "application/vnd.wassette.policy+yaml", "application/x-yaml", "text/yaml");
    private static final Set<String> SYSTEMS = Set.of("wasip1", "wasip2");

    WasmLayers {
        Objects.requireNonNull(component);
        Objects.requireNonNull(policy);
    }

    /// {@return the first of each; empty when there is no component}
    static Optional<WasmLayers> of(Manifest.Image image) {
        return first(image, COMPONENTS).map(component -> new WasmLayers(component, first(image, POLICIES)));
    }

    private static Optional<Descriptor> first(Manifest.Image image, Set<String> types) {
        return image.layers().stream().filter(layer -> types.contains(layer.mediaType())).findFirst();
    }

    /// {@return why there is no component in it}
    static String missing(Manifest.Image image) {
        String types = image.layers().stream().map(layer -> "'" + Json.quoted(layer.mediaType()) + "'").distinct().limit(5)
                .collect(Collectors.joining(", "));
        return "No WASM layer found in OCI artifact: " + (types.isEmpty() ? "it has no layers" : "its layers are " + types)
                + ". A component is a layer of the type '" + WASM + "'";
    }

    /// {@return what a configuration says that does not fit the artifact; its author should know, and nobody is harmed}
    List<String> contradictions(byte[] config) {
        Optional<JsonObject> object = Json.object(config);
        if (object.isEmpty()) {
            return List.of("The artifact's configuration is no JSON object.");
        }
        List<String> found = new ArrayList<>();
        String architecture = Json.text(object.get(), "architecture").orElse("");
        if (!architecture.equals("wasm")) {
            found.add("The artifact's configuration says that it is for '" + Json.quoted(architecture) + "', not for 'wasm'.");
        }
        String os = Json.text(object.get(), "os").orElse("");
        if (!SYSTEMS.contains(os)) {
            found.add("The artifact's configuration says that it is for '" + Json.quoted(os) + "', not for 'wasip2'.");
        }
        List<JsonValue> digests = Json.elements(object.get(), "layerDigests");
        if (!digests.contains(new JsonString(component.digest().toString()))) {
            found.add("The artifact's configuration does not list the component among its layers.");
        }
        return found;
    }

    /// {@return the configuration that `wkg` writes}
    ///
    /// @param layers in the order of the manifest
    static byte[] config(List<Descriptor> layers, List<String> imports, List<String> exports, Instant created) {
        JsonObject component = JsonObject.empty().with("exports", texts(exports)).with("imports", texts(imports))
                .with("target", JsonNull.NULL);
        return Json.bytes(JsonObject.empty()
                .with("created", new JsonString(created.truncatedTo(ChronoUnit.SECONDS).toString()))
                .with("author", JsonNull.NULL)
                .with("architecture", new JsonString("wasm"))
                .with("os", new JsonString("wasip2"))
                .with("layerDigests", texts(layers.stream().map(layer -> layer.digest().toString()).toList()))
                .with("component", component));
    }

    private static JsonArray texts(List<String> texts) {
        return new JsonArray(texts.stream().<JsonValue>map(JsonString::new).toList());
    }
}
