package dev.wassette.application.port.out;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/// What the user has to show to registries. Safe for use by several threads.
public interface RegistryCredentials {

    /// {@return what the user has for a registry; empty when that is nothing}
    ///
    /// @param registry host and perhaps port, such as `ghcr.io`
    /// @throws IOException when something that the user configured does not work, with a sentence for the user
    Optional<Credential> find(String registry) throws IOException;

    /// Keeps a credential, in place of another one for that registry.
    ///
    /// @return where it is kept now
    String keep(String registry, Credential credential) throws IOException;

    /// Forgets what [#keep] has kept for a registry; what other programs keep stays.
    ///
    /// @return whether there was something
    boolean forget(String registry) throws IOException;

    sealed interface Credential {}

    record Password(String user, String secret) implements Credential {
        public Password {
            Objects.requireNonNull(user);
            Objects.requireNonNull(secret);
        }

        /// {@return the user only}
        @Override
        public String toString() {
            return "Password[user=" + user + "]";
        }
    }

    /// What a token service gives in exchange for a password (an OAuth 2 refresh token).
    record IdentityToken(String token) implements Credential {
        public IdentityToken {
            Objects.requireNonNull(token);
        }

        /// {@return nothing of the token}
        @Override
        public String toString() {
            return "IdentityToken[]";
        }
    }
}
