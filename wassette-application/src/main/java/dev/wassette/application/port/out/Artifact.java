package dev.wassette.application.port.out;

import dev.wassette.domain.Digest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What a registry says of a component that came from it.
///
/// @param repository `registry/repository`, lower case, as rules about trust name it
/// @param tag as asked for, if any
/// @param manifest digest of the image manifest that was fetched, which is what signatures are about
/// @param indexes digests of the image indexes that led to it, the outermost first; a signature of one of them counts too
/// @param signatures fetches what is attached, when asked
public record Artifact(String repository, Optional<String> tag, Digest manifest, List<Digest> indexes,
        Signatures signatures) {
    public Artifact {
        Objects.requireNonNull(repository);
        Objects.requireNonNull(tag);
        Objects.requireNonNull(manifest);
        indexes = List.copyOf(indexes);
        Objects.requireNonNull(signatures);
    }
}
