package dev.wassette.domain;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/// Where a component came from, as far as that is known: nothing is known of one that the user put into the folder.
///
/// @param origin the URI that it was loaded from
/// @param artifact digest of the manifest that a registry had for it
/// @param loadedAt seconds since the epoch
/// @param signedBy who signed it, in a few words, where the trust policy named them
/// @param pinned whether nothing else may take its place unless the user says so
public record Provenance(Optional<String> origin, Optional<Digest> artifact, OptionalLong loadedAt,
        Optional<String> signedBy, boolean pinned) {
    public Provenance {
        Objects.requireNonNull(origin);
        Objects.requireNonNull(artifact);
        Objects.requireNonNull(loadedAt);
        Objects.requireNonNull(signedBy);
    }

    /// {@return that of a component of which only the origin is known, or not even that}
    public static Provenance of(Optional<String> origin) {
        return new Provenance(origin, Optional.empty(), OptionalLong.empty(), Optional.empty(), false);
    }
}
