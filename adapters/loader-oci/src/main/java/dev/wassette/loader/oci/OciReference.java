package dev.wassette.loader.oci;

import dev.wassette.domain.Digest;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/// `[registry/]repository[:tag][@sha256:...]`, with the grammar and the defaults of Docker (contract H).
///
/// @param registry host and perhaps port, as people name it: `docker.io` and not what answers for it
/// @param repository in full: `library/hello` for Docker's `hello`
/// @param tag as it was given
/// @param digest of the manifest; counts for more than the tag
record OciReference(String registry, String repository, Optional<String> tag, Optional<Digest> digest) {
    static final String SCHEME = "oci://";
    private static final String DOCKER = "docker.io";
    private static final Pattern REGISTRY = Pattern.compile(
            "(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\\[[0-9a-fA-F:]+])"
                    + "(?::\\d{1,5})?");
    private static final Pattern REPOSITORY =
            Pattern.compile("[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*");
    private static final int REPOSITORY_LENGTH = 255;
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");

    OciReference {
        Objects.requireNonNull(registry);
        Objects.requireNonNull(repository);
        Objects.requireNonNull(tag);
        Objects.requireNonNull(digest);
    }

    /// A text is no reference. The message is a sentence for the user.
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    /// @param text with or without `oci://`
    static OciReference parse(String text) throws Malformed {
        String rest = text.startsWith(SCHEME) ? text.substring(SCHEME.length()) : text;
        if (rest.length() > OciLimits.MAX_REFERENCE_LENGTH) {
            throw new Malformed("Failed to parse OCI reference: it has more than " + OciLimits.MAX_REFERENCE_LENGTH
                    + " characters");
        }
        int at = rest.indexOf('@');
        Optional<Digest> digest = at < 0 ? Optional.empty() : Optional.of(digest(text, rest.substring(at + 1)));
        String name = at < 0 ? rest : rest.substring(0, at);
        int colon = name.indexOf(':', name.lastIndexOf('/') + 1);
        Optional<String> tag = colon < 0 ? Optional.empty() : Optional.of(name.substring(colon + 1));
        if (tag.isPresent() && !TAG.matcher(tag.get()).matches()) {
            throw malformed(text, "'" + tag.get() + "' is no tag");
        }
        return named(text, tag.isPresent() ? name.substring(0, colon) : name, tag, digest);
    }

    private static Digest digest(String text, String digest) throws Malformed {
        if (!digest.startsWith("sha256:")) {
            throw malformed(text, "only digests that begin with 'sha256:' are understood");
        }
        try {
            return new Digest(digest.substring("sha256:".length()));
        } catch (IllegalArgumentException e) {
            throw malformed(text, "'" + digest + "' has not 64 lower-case hexadecimal digits");
        }
    }

    private static OciReference named(String text, String name, Optional<String> tag, Optional<Digest> digest)
            throws Malformed {
        int slash = name.indexOf('/');
        boolean hasRegistry = slash >= 0 && isRegistry(name.substring(0, slash));
        String registry = hasRegistry ? name.substring(0, slash).toLowerCase(Locale.ROOT) : DOCKER;
        String repository = hasRegistry ? name.substring(slash + 1) : name;
        if (!REGISTRY.matcher(registry).matches()) {
            throw malformed(text, "'" + registry + "' is no host");
        }
        if (!REPOSITORY.matcher(repository).matches() || repository.length() > REPOSITORY_LENGTH) {
            throw malformed(text, "'" + repository + "' is no repository: those have lower-case letters, digits and "
                    + "single '.', '_' or '-' between them, in parts separated by '/'");
        }
        if (registry.equals("index.docker.io")) {
            registry = DOCKER;
        }
        boolean official = registry.equals(DOCKER) && repository.indexOf('/') < 0;
        return new OciReference(registry, official ? "library/" + repository : repository, tag, digest);
    }

    private static Malformed malformed(String text, String problem) {
        return new Malformed("Failed to parse OCI reference '" + text + "': " + problem + ".");
    }

    /// {@return whether the first part of a name is a host, as Docker decides it}
    static boolean isRegistry(String first) {
        return first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
    }

    /// {@return whether a text without a scheme looks like a reference: it names a registry, and is no path of any kind}
    static boolean looksLikeOne(String text) {
        int slash = text.indexOf('/');
        if (slash <= 0 || !isRegistry(text.substring(0, slash)) || text.endsWith(".wasm") || text.contains("://")) {
            return false;
        }
        try {
            parse(text);
            return true;
        } catch (Malformed _) {
            return false;
        }
    }

    /// {@return what the manifest is asked for by}
    String version() {
        return digest.map(Digest::toString).orElseGet(this::tagOrLatest);
    }

    String tagOrLatest() {
        return tag.orElse("latest");
    }

    /// {@return `registry/repository`}
    String name() {
        return registry + "/" + repository;
    }

    /// {@return the host that answers for the registry}
    String host() {
        return registry.equals(DOCKER) ? "registry-1.docker.io" : registry;
    }

    OciReference at(Digest manifest) {
        return new OciReference(registry, repository, tag, Optional.of(manifest));
    }

    /// {@return the whole as a URI}
    @Override
    public String toString() {
        return SCHEME + name() + (digest.isEmpty() || tag.isPresent() ? ":" + tagOrLatest() : "")
                + digest.map(each -> "@" + each).orElse("");
    }
}
