package dev.wassette.signature.sigstore;

import dev.wassette.application.port.out.SignatureVerifier.Signed;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/// A statement of in-toto about artifacts, in an envelope of DSSE.
final class Statement {
    private static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";
    private static final Set<String> TYPES = Set.of("https://in-toto.io/Statement/v1", "https://in-toto.io/Statement/v0.1");

    /// What a statement may say to count as a signature: that its author signs, or how the author built it. Others, such as
    /// lists of vulnerabilities and results of tests, say something about an artifact and vouch for nothing.
    private static final Set<String> PREDICATES = Set.of("https://sigstore.dev/cosign/sign/v1",
            "https://slsa.dev/provenance/v1", "https://slsa.dev/provenance/v0.2");

    private Statement() {}

    /// {@return what is signed of an envelope} (DSSE, "pre-authentication encoding")
    static byte[] encoded(String payloadType, byte[] payload) {
        byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream();
        out.writeBytes(("DSSEv1 " + type.length + " ").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(type);
        out.writeBytes((" " + payload.length + " ").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(payload);
        return out.toByteArray();
    }

    /// Checks that a statement vouches for what was fetched.
    static void require(String payloadType, byte[] payload, Signed signed) throws Unverified {
        if (!payloadType.equals(PAYLOAD_TYPE)) {
            throw new Unverified("its envelope holds no statement of in-toto");
        }
        Json statement = Json.parse(payload, SigstoreLimits.MAX_BUNDLE_BYTES, "its statement");
        if (!TYPES.contains(statement.text("_type"))) {
            throw new Unverified("its statement is of an unknown type");
        }
        if (!PREDICATES.contains(statement.text("predicateType"))) {
            throw new Unverified("its statement says something else than that it was signed or built by somebody");
        }
        for (Json subject : statement.objects("subject", SigstoreLimits.MAX_SUBJECTS)) {
            Optional<Json> digest = subject.findObject("digest");
            Optional<String> hex = digest.isEmpty() ? Optional.empty() : digest.get().findText("sha256");
            if (hex.filter(each -> signed.digests().stream().anyMatch(any -> any.hex().equals(each))).isPresent()) {
                return;
            }
        }
        throw new Unverified("its statement is about another artifact");
    }
}
