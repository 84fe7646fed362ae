package dev.wassette.application.port.out;

import dev.wassette.domain.ComponentId;
import java.io.IOException;
import java.util.Optional;

/// Keeps the secrets of components as text, one for each component. Others may change them at any time: the user with an
/// editor, another process of ours. Safe for use by several threads and processes.
public interface SecretStore {

    /// {@return a text that is another one after the secrets have changed; empty when there are none}
    ///
    /// Cheap enough to be asked before each call of a component.
    Optional<String> version(ComponentId id) throws IOException;

    /// {@return the secrets of a component; empty when it has none}
    ///
    /// @throws IOException when they cannot be read, or others could have written them; with a sentence for the user
    Optional<String> read(ComponentId id) throws IOException;

    /// Changes the secrets of a component, from what is stored at that moment. Who reads meanwhile sees all of the change
    /// or nothing of it.
    ///
    /// @throws IOException when the change refuses, or it cannot be stored; then nothing has changed
    void update(ComponentId id, Change change) throws IOException;

    /// A change of the secrets of one component.
    @FunctionalInterface
    interface Change {

        /// @param before empty when there are no secrets
        /// @return empty to remove them all
        /// @throws IOException to change nothing; with a sentence for the user
        Optional<String> apply(Optional<String> before) throws IOException;
    }
}
