package dev.wassette.application.service;

import dev.wassette.domain.ComponentId;
import java.util.Optional;

/// Ids of components as clients write them.
final class ComponentIds {
    private ComponentIds() {}

    /// {@return the id; empty when no component can have it}
    static Optional<ComponentId> parse(String id) {
        try {
            return Optional.of(new ComponentId(id));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
