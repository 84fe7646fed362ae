package dev.wassette.application.doctor;

import dev.wassette.application.port.in.GetPolicy;
import dev.wassette.application.port.in.GetPolicy.Found;
import dev.wassette.application.port.in.GetPolicy.Invalid;
import dev.wassette.application.port.in.GetPolicy.NoPolicy;
import dev.wassette.application.port.in.GetPolicy.Unavailable;
import dev.wassette.application.port.out.ComponentFormat;
import dev.wassette.application.port.out.ComponentFormat.Read;
import dev.wassette.application.port.out.ComponentFormat.Unreadable;
import dev.wassette.application.port.out.ComponentStore;
import dev.wassette.application.port.out.ComponentStore.StoredComponent;
import dev.wassette.application.port.out.Examination;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.health.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Whether each stored component can be used, and whether its policy can be read.
public final class ComponentsExamination implements Examination {
    private static final String AREA = "components";
    private static final String POLICIES = "policies";

    private final ComponentStore store;
    private final ComponentFormat format;
    private final GetPolicy policies;
    private final String options;

    /// @param options what a command of another process needs to find the same store, such as `--plugin-dir` and a path
    public ComponentsExamination(ComponentStore store, ComponentFormat format, GetPolicy policies, List<String> options) {
        this.store = Objects.requireNonNull(store);
        this.format = Objects.requireNonNull(format);
        this.policies = Objects.requireNonNull(policies);
        this.options = options.isEmpty() ? "" : " " + String.join(" ", options);
    }

    @Override
    public List<Finding> findings() {
        Collection<ComponentId> ids;
        try {
            ids = store.versions().keySet();
        } catch (IOException e) {
            return List.of(Finding.problem(AREA, "The components cannot be listed: " + e.getMessage()));
        }
        List<Finding> findings = new ArrayList<>();
        ids.forEach(id -> unusable(id).map(reason -> Finding.problem(AREA, "'" + id + "' cannot be used: "
                + RuntimeExamination.withoutStop(reason)).mendedBy("wassette component unload " + id + options)).ifPresent(findings::add));
        if (findings.isEmpty()) {
            findings.add(Finding.ok(AREA, ids.isEmpty() ? "There are none yet" : "All " + ids.size() + " can be used"));
        }
        List<Finding> wrong = ids.stream().flatMap(id -> wrongPolicy(id).stream()).toList();
        findings.addAll(wrong);
        if (wrong.isEmpty() && !ids.isEmpty()) {
            findings.add(Finding.ok(POLICIES, "All can be read"));
        }
        return findings;
    }

    private Optional<String> unusable(ComponentId id) {
        try {
            Optional<StoredComponent> stored = store.read(id);
            return stored.isEmpty() ? Optional.empty() : switch (format.read(stored.get().bytes())) {
                case Read _ -> Optional.empty();
                case Unreadable(String reason) -> Optional.of(reason);
            };
        } catch (IOException e) {
            return Optional.of(e.getMessage());
        }
    }

    private Optional<Finding> wrongPolicy(ComponentId id) {
        Optional<String> reason = switch (policies.policy(id.value())) {
            case Found found -> found.policy() instanceof Invalid(String why) ? Optional.of(why) : Optional.empty();
            case NoPolicy _ -> Optional.empty();
            case Unavailable(String why) -> Optional.of(why);
        };
        return reason.map(why -> Finding.problem(POLICIES, "The policy of '" + id + "' cannot be read, so it allows nothing: "
                + RuntimeExamination.withoutStop(why)).mendedBy("wassette policy detach " + id + options));
    }
}
