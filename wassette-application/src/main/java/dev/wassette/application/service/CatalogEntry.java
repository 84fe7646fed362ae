package dev.wassette.application.service;

import dev.wassette.application.port.out.ComponentStore.Metadata;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.Digest;
import dev.wassette.domain.Provenance;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A component in the catalogue: prepared, or only listed so far.
///
/// @param version of what is stored
/// @param digest of its bytes
/// @param tools in the order of the exports; names differ
/// @param prepared empty when it cannot be called yet
record CatalogEntry(ComponentId id, String version, Digest digest, Provenance provenance, List<CatalogTool> tools,
        Optional<SharedComponent> prepared) {
    CatalogEntry {
        Objects.requireNonNull(id);
        Objects.requireNonNull(version);
        Objects.requireNonNull(digest);
        Objects.requireNonNull(provenance);
        tools = List.copyOf(tools);
        Objects.requireNonNull(prepared);
    }

    /// {@return a component that is listed as it was kept}
    static CatalogEntry listed(ComponentId id, String version, Metadata metadata) {
        return new CatalogEntry(id, version, metadata.digest(), metadata.provenance(),
                metadata.tools().stream().map(tool -> CatalogTool.of(tool, id)).toList(), Optional.empty());
    }

    /// {@return the same for bytes that are stored under another version}
    CatalogEntry as(String otherVersion) {
        return new CatalogEntry(id, otherVersion, digest, provenance, tools, prepared);
    }

    Metadata metadata() {
        return new Metadata(digest, provenance, tools.stream().map(CatalogTool::stored).toList());
    }

    /// Lets go of the prepared component. To be called once, after the catalogue has forgotten the entry.
    void retire() {
        prepared.ifPresent(SharedComponent::retire);
    }
}
