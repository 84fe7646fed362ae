package dev.wassette.loader.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.port.out.ComponentSource.Progress;
import dev.wassette.domain.Digest;
import dev.wassette.loader.http.transfer.TransferAnswer;
import dev.wassette.loader.http.transfer.TransferFailed;
import dev.wassette.loader.http.transfer.TransferRequest;
import dev.wassette.loader.oci.RegistryClient.Right;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Pushes artifacts of every kind, well-formed or not.
record Author(RegistryClient client, OciReference place) {

    /// Pushes a blob.
    Descriptor blob(String type, byte[] bytes, Map<String, String> annotations) throws TransferFailed {
        Descriptor descriptor = Descriptor.of(type, bytes, annotations);
        TransferAnswer begun = client.send(place, Right.PUSH, "blobs/uploads/",
                uri -> TransferRequest.get(uri, 1 << 20, "").sending("POST", new byte[0]), Progress.NONE);
        assertEquals(202, begun.status());
        String session = begun.from().resolve(begun.header("location").orElseThrow()).toString();
        TransferAnswer put = client.send(place, Right.PUSH, session + "&digest=" + descriptor.digest(),
                uri -> TransferRequest.get(uri, 1 << 20, "").with("Content-Type", "application/octet-stream")
                        .sending("PUT", bytes), Progress.NONE);
        assertEquals(201, put.status());
        return descriptor;
    }

    static JsonObject image(Descriptor config, Descriptor... layers) {
        return JsonObject.empty().with("schemaVersion", JsonNumber.of(2)).with("mediaType", new JsonString(Manifest.IMAGE))
                .with("config", config.json())
                .with("layers", new JsonArray(List.of(layers).stream().<JsonValue>map(Descriptor::json).toList()));
    }

    static JsonObject index(JsonObject... manifests) {
        return JsonObject.empty().with("schemaVersion", JsonNumber.of(2)).with("mediaType", new JsonString(Manifest.INDEX))
                .with("manifests", new JsonArray(List.<JsonValue>of(manifests)));
    }

    /// Pushes a manifest.
    ///
    /// @return its descriptor
    Descriptor manifest(String version, JsonObject manifest) throws TransferFailed {
        byte[] bytes = Json.bytes(manifest);
        String type = Json.text(manifest, "mediaType").orElseThrow();
        TransferAnswer put = client.send(place, Right.PUSH, "manifests/" + version,
                uri -> TransferRequest.get(uri, 1 << 20, "").with("Content-Type", type).sending("PUT", bytes), Progress.NONE);
        assertEquals(201, put.status(), () -> new String(put.body()));
        return new Descriptor(type, Digest.of(bytes), bytes.length, Optional.empty(), Map.of(),
                Optional.empty());
    }
}
