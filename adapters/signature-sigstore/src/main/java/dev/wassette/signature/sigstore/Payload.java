package dev.wassette.signature.sigstore;

import dev.wassette.application.port.out.SignatureVerifier.Signed;
import java.util.Locale;

/// What cosign's older form signs: JSON of the form "simple signing".
final class Payload {
    private static final String TYPE = "cosign container image signature";

    private Payload() {}

    /// Checks that a payload is about what was fetched, under the name under which it was fetched: else a signature for a
    /// repository where trials are published would do for any other.
    static void require(byte[] bytes, Signed signed) throws Unverified {
        Json critical = Json.parse(bytes, SigstoreLimits.MAX_BUNDLE_BYTES, "its payload").object("critical");
        if (!critical.text("type").equals(TYPE)) {
            throw new Unverified("its payload is of an unknown type");
        }
        String digest = critical.object("image").text("docker-manifest-digest");
        if (signed.digests().stream().noneMatch(each -> each.toString().equals(digest))) {
            throw new Unverified("it is about another artifact");
        }
        String repository = critical.object("identity").text("docker-reference");
        if (!usual(repository).equals(usual(signed.repository()))) {
            throw new Unverified("it was made for the repository '" + repository.replaceAll("\\p{C}", "?") + "'");
        }
    }

    /// {@return a reference without tag and digest, by the one name of Docker's own registry}
    private static String usual(String reference) {
        String name = reference.toLowerCase(Locale.ROOT);
        name = name.contains("@") ? name.substring(0, name.indexOf('@')) : name;
        int tag = name.lastIndexOf(':');
        name = tag > name.lastIndexOf('/') ? name.substring(0, tag) : name;
        return name.startsWith("index.docker.io/") ? name.substring("index.".length()) : name;
    }
}
