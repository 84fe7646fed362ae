package dev.wassette.bootstrap;

import dev.wassette.application.port.in.ProvisionComponent;
import dev.wassette.application.port.in.ProvisionComponent.NotProvisioned;
import dev.wassette.application.port.in.ProvisionComponent.Outcome;
import dev.wassette.application.port.in.ProvisionComponent.Provisioned;
import dev.wassette.domain.provision.ManifestEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;

/// Has all components of a manifest there before a server serves, some at once.
final class Provisioning {
    /// A load waits for the network, and then computes: as many at once as others do.
    private static final int AT_ONCE = 8;

    private final ProvisionComponent provision;
    private final Logger log;

    /// @param log hears how it goes
    Provisioning(ProvisionComponent provision, Logger log) {
        this.provision = provision;
        this.log = log;
    }

    /// @param manifest where the entries stand
    /// @return whether all are there
    boolean run(List<ManifestEntry> entries, String manifest) throws InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(Math.min(AT_ONCE, entries.size()))) {
            List<Future<Outcome>> begun = entries.stream().map(entry -> workers.submit(() -> run(entry, manifest))).toList();
            for (Future<Outcome> each : begun) {
                outcomes.add(each.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("provisioning failed", e.getCause());
        }
        return tell(entries, outcomes);
    }

    private Outcome run(ManifestEntry entry, String manifest) throws InterruptedException {
        Outcome outcome = provision.provision(entry, manifest);
        for (int attempt = 1; outcome instanceof NotProvisioned && attempt <= entry.retry().attempts(); attempt++) {
            Thread.sleep(entry.retry().wait(attempt));
            outcome = provision.provision(entry, manifest);
        }
        return outcome;
    }

    /// Two entries of one id would have replaced each other.
    private boolean tell(List<ManifestEntry> entries, List<Outcome> outcomes) {
        Map<String, String> provisioned = new HashMap<>();
        boolean areAllThere = true;
        for (int i = 0; i < entries.size(); i++) {
            String label = entries.get(i).label();
            switch (outcomes.get(i)) {
                case NotProvisioned(String reason) -> {
                    log.error("components[{}], {}, is not provisioned: {}", i, label, reason);
                    areAllThere = false;
                }
                case Provisioned(var id, List<String> warnings) -> {
                    warnings.forEach(warning -> log.warn("{}: {}", label, warning));
                    String other = provisioned.put(id.value(), label);
                    if (other != null) {
                        log.error("{} and {} both have the id {}, so only one of them is there", other, label, id);
                        areAllThere = false;
                    }
                }
            }
        }
        return areAllThere;
    }
}
