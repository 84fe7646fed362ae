package dev.wassette.application.service;

import dev.wassette.application.port.out.SecretFormat;
import dev.wassette.application.port.out.SecretFormat.Malformed;
import dev.wassette.application.port.out.SecretFormat.Read;
import dev.wassette.application.port.out.SecretStore;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.policy.Secrets;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The secrets of components at this moment. Each question looks at the store, so that a change by another process holds
/// from the next call on. Secrets that cannot be read change nothing: the last that could be read stay, until this
/// process ends, and the log says so. Safe for use by several threads.
public final class StoredSecrets {
    private static final Logger LOG = System.getLogger("dev.wassette.application");

    private final SecretStore store;
    private final SecretFormat format;
    private final Map<ComponentId, Known> known = new ConcurrentHashMap<>();

    public StoredSecrets(SecretStore store, SecretFormat format) {
        this.store = Objects.requireNonNull(store);
        this.format = Objects.requireNonNull(format);
    }

    /// What was found in the store at the last look.
    ///
    /// @param version of what was looked at
    /// @param secrets the last that could be read
    private record Known(String version, Secrets secrets) {}

    SecretStore store() {
        return store;
    }

    SecretFormat format() {
        return format;
    }

    /// {@return what there is for a call of the component that begins now}
    Secrets current(ComponentId id) {
        try {
            Optional<String> version = store.version(id);
            if (version.isEmpty()) {
                known.remove(id);
                return Secrets.none();
            }
            Known last = known.get(id);
            if (last == null || !last.version().equals(version.get())) {
                known.put(id, new Known(version.get(), parse(store.read(id))));
            }
            return known.get(id).secrets();
        } catch (IOException e) {
            Known last = known.get(id);
            LOG.log(Level.WARNING, "The secrets of component {0} cannot be used: {1}. {2}", id, reason(e),
                    last == null ? "Until they can, it has none" : "Until they can, it has those from before");
            return last == null ? Secrets.none() : last.secrets();
        }
    }

    /// {@return the secrets in a text; none when there is no text}
    ///
    /// @throws IOException with a sentence for the user, when they cannot be understood
    Secrets parse(Optional<String> text) throws IOException {
        if (text.isEmpty()) {
            return Secrets.none();
        }
        return switch (format.read(text.get())) {
            case Read(Secrets secrets) -> secrets;
            case Malformed(String reason) -> throw new IOException("they are not valid as they are stored now: " + reason);
        };
    }

    static String reason(Exception e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
