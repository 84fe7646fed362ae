package dev.wassette.loader.oci;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What a tag or a digest names (OCI image specification, "Image Manifest" and "Image Index"; Docker's forms of both).
sealed interface Manifest {
    String IMAGE = "application/vnd.oci.image.manifest.v1+json";
    String INDEX = "application/vnd.oci.image.index.v1+json";
    String DOCKER_IMAGE = "application/vnd.docker.distribution.manifest.v2+json";
    String DOCKER_INDEX = "application/vnd.docker.distribution.manifest.list.v2+json";

    /// One artifact.
    record Image(Descriptor config, List<Descriptor> layers, Optional<String> artifactType,
            Map<String, String> annotations) implements Manifest {
        public Image {
            Objects.requireNonNull(config);
            layers = List.copyOf(layers);
            Objects.requireNonNull(artifactType);
            annotations = Map.copyOf(annotations);
        }
    }

    /// A choice of artifacts.
    record Index(List<Descriptor> manifests) implements Manifest {
        public Index {
            manifests = List.copyOf(manifests);
        }
    }

    /// @param bytes whose digest has been checked
    static Manifest of(byte[] bytes) throws MalformedManifest {
        JsonObject object = Json.object(bytes).orElseThrow(() -> new MalformedManifest("it is no JSON object"));
        String type = Json.text(object, "mediaType").orElse("");
        boolean index = type.equals(INDEX) || type.equals(DOCKER_INDEX)
                || type.isEmpty() && object.get("manifests").isPresent() && object.get("layers").isEmpty();
        if (index) {
            return new Index(descriptors(object, "manifests"));
        }
        if (!type.isEmpty() && !type.equals(IMAGE) && !type.equals(DOCKER_IMAGE)) {
            throw new MalformedManifest("it is of the type '" + Json.quoted(type) + "', which is neither an image manifest nor "
                    + "an index");
        }
        JsonValue config = object.get("config").orElseThrow(() -> new MalformedManifest("it has no 'config'"));
        return new Image(Descriptor.of(config), descriptors(object, "layers"), Json.text(object, "artifactType"),
                Json.texts(object, "annotations"));
    }

    private static List<Descriptor> descriptors(JsonObject object, String member) throws MalformedManifest {
        List<JsonValue> elements = Json.elements(object, member);
        if (elements.size() > OciLimits.MAX_DESCRIPTORS) {
            throw new MalformedManifest("it has more than " + OciLimits.MAX_DESCRIPTORS + " '" + member + "'");
        }
        List<Descriptor> descriptors = new ArrayList<>();
        for (JsonValue each : elements) {
            descriptors.add(Descriptor.of(each));
        }
        return descriptors;
    }
}
