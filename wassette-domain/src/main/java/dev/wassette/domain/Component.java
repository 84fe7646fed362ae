package dev.wassette.domain;

import java.util.List;
import java.util.Objects;

/// A component that has been decoded, validated and linked.
///
/// @param id the name under which it is known
/// @param digest of its bytes
/// @param tools in the order of the component's exports
public record Component(ComponentId id, Digest digest, List<Tool> tools) {
    public Component {
        Objects.requireNonNull(id);
        Objects.requireNonNull(digest);
        tools = List.copyOf(tools);
    }
}
