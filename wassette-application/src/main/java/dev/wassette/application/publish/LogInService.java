package dev.wassette.application.publish;

import dev.wassette.application.port.in.LogIn;
import dev.wassette.application.port.out.ComponentPublisher;
import dev.wassette.application.port.out.RegistryCredentials;
import dev.wassette.application.port.out.RegistryCredentials.Password;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/// Keeps only passwords that work. Safe for use by several threads.
public final class LogInService implements LogIn {
    private final ComponentPublisher registries;
    private final RegistryCredentials credentials;

    public LogInService(ComponentPublisher registries, RegistryCredentials credentials) {
        this.registries = Objects.requireNonNull(registries);
        this.credentials = Objects.requireNonNull(credentials);
    }

    @Override
    public Outcome logIn(String registry, String user, String secret) {
        var password = new Password(user, secret);
        Optional<String> refusal = registries.refusal(registry, password);
        if (refusal.isPresent()) {
            return new NotDone("Not logged in: " + refusal.get());
        }
        try {
            return new Done("Logged in to " + registry + " as " + user + ". The password is kept in "
                    + credentials.keep(registry, password) + ", which only you can read; it is not encrypted.");
        } catch (IOException e) {
            return new NotDone("The password for " + registry + " cannot be kept: " + e.getMessage());
        }
    }

    @Override
    public Outcome logOut(String registry) {
        try {
            if (!credentials.forget(registry)) {
                return new NotDone("Not logged in to " + registry + ".");
            }
            return new Done("Logged out of " + registry + "." + (credentials.find(registry).isPresent()
                    ? " Docker's configuration still has credentials for it, and they are used." : ""));
        } catch (IOException e) {
            return new NotDone("The password for " + registry + " cannot be forgotten: " + e.getMessage());
        }
    }
}
