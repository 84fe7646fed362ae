package dev.wassette.remote.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wassette.application.port.out.SignatureMaterial.SigstoreBundle;
import dev.wassette.application.port.out.SignatureMaterial.SimpleSigning;
import dev.wassette.domain.Digest;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Attaches signatures to what is in a registry that lets everybody in, without TLS, as signing tools do.
///
/// @param host with its port
/// @param repository below it
public record RegistryAuthor(String host, String repository) {
    private static final String IMAGE = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String SIMPLE_SIGNING = "application/vnd.dev.cosign.simplesigning.v1+json";
    private static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";

    private HttpURLConnection send(String method, URI uri, String type, byte[] body) throws IOException {
        var connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", type);
        connection.setFixedLengthStreamingMode(body.length);
        connection.getOutputStream().write(body);
        return connection;
    }

    private URI place(String path) {
        return URI.create("http://" + host + "/v2/" + repository + "/" + path);
    }

    private static String descriptor(String type, byte[] bytes, String more) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + Digest.of(bytes) + "\",\"size\":" + bytes.length + more + "}";
    }

    private String blob(String type, byte[] bytes, Map<String, String> annotations) throws IOException {
        HttpURLConnection begun = send("POST", place("blobs/uploads/"), "application/octet-stream", new byte[0]);
        assertEquals(202, begun.getResponseCode());
        URI session = place("").resolve(begun.getHeaderField("Location"));
        URI whole = URI.create(session + (session.getQuery() == null ? "?" : "&") + "digest=" + Digest.of(bytes));
        assertEquals(201, send("PUT", whole, "application/octet-stream", bytes).getResponseCode());
        String members = new TreeMap<>(annotations).entrySet().stream()
                .map(each -> quoted(each.getKey()) + ":" + quoted(each.getValue())).collect(Collectors.joining(","));
        return descriptor(type, bytes, annotations.isEmpty() ? "" : ",\"annotations\":{" + members + "}");
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    private byte[] manifest(String version, String type, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        assertEquals(201, send("PUT", place("manifests/" + version), type, bytes).getResponseCode());
        return bytes;
    }

    private String image(List<String> layers) throws IOException {
        String config = blob("application/vnd.oci.empty.v1+json", "{}".getBytes(StandardCharsets.UTF_8), Map.of());
        return "{\"schemaVersion\":2,\"mediaType\":\"" + IMAGE + "\",\"config\":" + config + ",\"layers\":" + layers + "}";
    }

    /// Attaches a signature in cosign's older way, by a tag.
    ///
    /// @param manifest what is signed, or is said to be
    public void attach(Digest manifest, SimpleSigning signature) throws IOException {
        manifest("sha256-" + manifest.hex() + ".sig", IMAGE,
                image(List.of(blob(SIMPLE_SIGNING, signature.payload(), signature.annotations()))));
    }

    /// Attaches a signature as a referrer, which for a registry without the question for them is listed under a tag.
    ///
    /// @param manifest what is signed, or is said to be
    public void attach(Digest manifest, SigstoreBundle signature) throws IOException {
        byte[] referrer = manifest("bundle", IMAGE, image(List.of(blob(BUNDLE, signature.json(), Map.of()))));
        manifest("sha256-" + manifest.hex(), INDEX, "{\"schemaVersion\":2,\"mediaType\":\"" + INDEX + "\",\"manifests\":["
                + descriptor(IMAGE, referrer, ",\"artifactType\":\"" + BUNDLE + "\"") + "]}");
    }
}
