package dev.wassette.application.service;

import dev.wassette.application.port.out.ComponentRegister;
import dev.wassette.domain.ComponentId;
import java.util.Optional;

/// The components that can have permissions. Safe for use by several threads.
@FunctionalInterface
public interface KnownComponents {

    /// {@return the id; empty when there is no such component}
    ///
    /// @param id as a client wrote it
    Optional<ComponentId> find(String id);

    /// {@return those of a register}
    static KnownComponents of(ComponentRegister register) {
        return id -> ComponentIds.parse(id).filter(register::has);
    }
}
