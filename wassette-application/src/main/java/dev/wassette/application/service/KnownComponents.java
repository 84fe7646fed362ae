package dev.wassette.application.service;

import dev.wassette.application.port.out.ComponentStore;
import dev.wassette.domain.ComponentId;
import java.io.IOException;
import java.util.Optional;

/// The components that can have permissions. Safe for use by several threads.
@FunctionalInterface
public interface KnownComponents {

    /// {@return the id; empty when there is no such component}
    ///
    /// @param id as a client wrote it
    Optional<ComponentId> find(String id);

    /// {@return those of a store}
    static KnownComponents of(ComponentStore store) {
        return id -> ComponentIds.parse(id).filter(parsed -> isIn(store, parsed));
    }

    private static boolean isIn(ComponentStore store, ComponentId id) {
        try {
            return store.version(id).isPresent();
        } catch (IOException _) {
            return false;
        }
    }
}
