package dev.wassette.application.port.in;

import java.util.Objects;

/// Credentials for registries.
public interface LogIn {

    /// Asks the registry whether it takes a password, and keeps it if so.
    ///
    /// @param registry host and perhaps port, such as `ghcr.io`
    /// @param secret a password or an access token
    Outcome logIn(String registry, String user, String secret);

    /// Forgets what is kept for a registry.
    Outcome logOut(String registry);

    sealed interface Outcome {}

    /// @param message what has been done: a sentence for the user
    record Done(String message) implements Outcome {
        public Done {
            Objects.requireNonNull(message);
        }
    }

    /// Nothing changed.
    ///
    /// @param reason the complete message for the user
    record NotDone(String reason) implements Outcome {
        public NotDone {
            Objects.requireNonNull(reason);
        }
    }
}
