package dev.wassette.loader.oci;

import dev.wassette.application.port.out.RegistryCredentials;
import java.util.Map;
import java.util.Optional;

/// Credentials of a test.
record Passwords(Map<String, Credential> byRegistry) implements RegistryCredentials {
    static final Passwords NONE = new Passwords(Map.of());

    static Passwords of(String registry, String user, String secret) {
        return new Passwords(Map.of(registry, new Password(user, secret)));
    }

    @Override
    public Optional<Credential> find(String registry) {
        return Optional.ofNullable(byRegistry.get(registry));
    }

    @Override
    public String keep(String registry, Credential credential) {
        throw new AssertionError();
    }

    @Override
    public boolean forget(String registry) {
        throw new AssertionError();
    }
}
