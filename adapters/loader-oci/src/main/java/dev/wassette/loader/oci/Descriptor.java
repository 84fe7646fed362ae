package dev.wassette.loader.oci;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.domain.Digest;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// What a manifest says of something that is stored beside it (OCI image specification, "Content Descriptors"). Its `urls`
/// are not read: whoever follows them asks hosts that the author of the manifest has chosen.
///
/// @param size in bytes; not negative
/// @param artifactType empty in most
/// @param platform `architecture` and `os` of an entry of an index, where it has them
record Descriptor(String mediaType, Digest digest, long size, Optional<String> artifactType, Map<String, String> annotations,
        Optional<String> platform) {
    Descriptor {
        Objects.requireNonNull(mediaType);
        Objects.requireNonNull(digest);
        Objects.requireNonNull(artifactType);
        Objects.requireNonNull(platform);
        annotations = Map.copyOf(annotations);
    }

    /// {@return a descriptor of these bytes}
    static Descriptor of(String mediaType, byte[] bytes, Map<String, String> annotations) {
        return new Descriptor(mediaType, Digest.of(bytes), bytes.length, Optional.empty(), annotations, Optional.empty());
    }

    /// @throws MalformedManifest when something is missing or of the wrong kind
    static Descriptor of(JsonValue value) throws MalformedManifest {
        if (!(value instanceof JsonObject object)) {
            throw new MalformedManifest("a descriptor is no object");
        }
        String digest = Json.text(object, "digest").orElse("");
        if (!digest.startsWith("sha256:")) {
            throw new MalformedManifest("'" + Json.quoted(digest) + "' is no digest that begins with 'sha256:'");
        }
        try {
            return new Descriptor(Json.text(object, "mediaType").orElse(""),
                    new Digest(digest.substring("sha256:".length())), size(object), Json.text(object, "artifactType"),
                    Json.texts(object, "annotations"), platform(object));
        } catch (IllegalArgumentException e) {
            throw new MalformedManifest("'" + Json.quoted(digest) + "' is no digest");
        }
    }

    private static long size(JsonObject object) throws MalformedManifest {
        try {
            long size = object.get("size").orElse(null) instanceof JsonNumber(var number) ? number.longValueExact() : -1;
            if (size >= 0) {
                return size;
            }
        } catch (ArithmeticException e) {
            // said below, like every other size that cannot be
        }
        throw new MalformedManifest("a descriptor has no 'size' in bytes");
    }

    private static Optional<String> platform(JsonObject object) {
        return object.get("platform").filter(JsonObject.class::isInstance).map(JsonObject.class::cast)
                .map(platform -> Json.text(platform, "architecture").orElse("") + "/"
                        + Json.text(platform, "os").orElse(""));
    }

    JsonObject json() {
        JsonObject json = JsonObject.empty().with("mediaType", new JsonString(mediaType))
                .with("digest", new JsonString(digest.toString())).with("size", JsonNumber.of(size));
        return annotations.isEmpty() ? json : json.with("annotations", Json.object(new TreeMap<>(annotations)));
    }
}
