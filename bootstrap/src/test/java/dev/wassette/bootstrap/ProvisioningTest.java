package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.port.in.ProvisionComponent;
import dev.wassette.application.port.in.ProvisionComponent.NotProvisioned;
import dev.wassette.application.port.in.ProvisionComponent.Outcome;
import dev.wassette.application.port.in.ProvisionComponent.Provisioned;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.provision.ManifestEntry;
import dev.wassette.domain.provision.ManifestEntry.Retry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ProvisioningTest {
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private Outcome provision(ManifestEntry entry) {
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        try {
            int attempt = attempts.computeIfAbsent(entry.uri(), _ -> new AtomicInteger()).incrementAndGet();
            return attempt <= failures.getOrDefault(entry.uri(), 0) ? new NotProvisioned("planted")
                    : new Provisioned(new ComponentId(entry.uri().split("[:@]")[0]), List.of());
        } finally {
            running.decrementAndGet();
        }
    }

    private boolean run(ManifestEntry... entries) throws InterruptedException {
        ProvisionComponent provision = (entry, _) -> provision(entry);
        return new Provisioning(provision, LoggerFactory.getLogger("test")).run(List.of(entries), "file:///m.yaml");
    }

    private static ManifestEntry entry(String uri, int attempts) {
        return new ManifestEntry(uri, Optional.empty(), Optional.empty(), Optional.empty(), new Retry(attempts, 1, true));
    }

    @Test
    void hasAllThere() throws Exception {
        assertTrue(run(IntStream.range(0, 50).mapToObj(i -> entry("c" + i, 0)).toArray(ManifestEntry[]::new)));
        assertEquals(50, attempts.size());
        assertTrue(most.get() <= 8, most::toString);
    }

    @Test
    void triesAgainAsOftenAsTheManifestSays() throws Exception {
        failures.put("a", 2);
        assertTrue(run(entry("a", 2)));
        assertEquals(3, attempts.get("a").get());
        failures.put("b", 2);
        assertFalse(run(entry("b", 1), entry("c", 0)));
        assertEquals(2, attempts.get("b").get());
        assertEquals(1, attempts.get("c").get());
    }

    @Test
    void twoOfOneIdAreNotBothThere() throws Exception {
        assertFalse(run(entry("a:1", 0), entry("a:2", 0)));
    }
}
