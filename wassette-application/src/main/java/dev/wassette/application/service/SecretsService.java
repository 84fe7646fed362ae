package dev.wassette.application.service;

import dev.wassette.application.port.in.ChangeSecrets;
import dev.wassette.application.port.in.ListSecrets;
import dev.wassette.application.port.out.SecretFormat;
import dev.wassette.application.port.out.SecretStore.Change;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.policy.Secrets;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Changes and lists the stored secrets.
public final class SecretsService implements ChangeSecrets, ListSecrets {
    private final KnownComponents components;
    private final StoredSecrets secrets;

    public SecretsService(KnownComponents components, StoredSecrets secrets) {
        this.components = Objects.requireNonNull(components);
        this.secrets = Objects.requireNonNull(secrets);
    }

    @Override
    public ChangeSecrets.Outcome set(String componentId, Secrets more) {
        Optional<ComponentId> id = components.find(componentId);
        if (id.isEmpty()) {
            return new NotChanged("Component not found: " + componentId);
        }
        return change(id.get(), more.keys().size(), before -> {
            Secrets after = secrets.parse(before).with(more);
            return Optional.of(text(after));
        });
    }

    @Override
    public ChangeSecrets.Outcome delete(String componentId, List<String> keys) {
        Optional<ComponentId> id = ComponentIds.parse(componentId);
        try {
            Optional<String> stored = id.isEmpty() ? Optional.empty() : secrets.store().read(id.get());
            if (stored.isEmpty()) {
                return new NotChanged("No secrets file found for component: " + componentId);
            }
            List<String> there = secrets.parse(stored).keys().stream().filter(keys::contains).toList();
            return change(id.get(), there.size(), before -> {
                Secrets after = secrets.parse(before).without(keys);
                return after.isEmpty() ? Optional.empty() : Optional.of(text(after));
            });
        } catch (IOException e) {
            return notChanged(componentId, e);
        }
    }

    private ChangeSecrets.Outcome change(ComponentId id, int count, Change change) {
        try {
            secrets.store().update(id, change);
            return new Changed(id, count);
        } catch (IOException e) {
            return notChanged(id.value(), e);
        }
    }

    /// Nothing is stored that could not be read again.
    private String text(Secrets after) throws IOException {
        String text = secrets.format().write(after);
        if (secrets.format().read(text) instanceof SecretFormat.Read(Secrets again) && again.equals(after)) {
            return text;
        }
        throw new IOException("together they are too many or too long, or one has characters that cannot be kept");
    }

    private static NotChanged notChanged(String id, IOException e) {
        return new NotChanged("Failed to change the secrets of component " + id + ": " + StoredSecrets.reason(e));
    }

    @Override
    public ListSecrets.Outcome secrets(String componentId) {
        Optional<ComponentId> id = ComponentIds.parse(componentId);
        try {
            Optional<String> stored = id.isEmpty() ? Optional.empty() : secrets.store().read(id.get());
            return stored.isEmpty() && components.find(componentId).isEmpty()
                    ? new Unavailable("Component not found: " + componentId)
                    : new Listed(id.get(), secrets.parse(stored));
        } catch (IOException e) {
            return new Unavailable("The secrets of component " + componentId + " cannot be read: " + StoredSecrets.reason(e));
        }
    }
}
