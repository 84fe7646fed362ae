package dev.wassette.mcp.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class CallsTest {
    private final Calls calls = new Calls();
    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void doesNotWaitForeverForACallThatNeverEnds() {
        calls.start(1, this::pass);
        calls.drain(Duration.ofMillis(50));
        gate.countDown();
    }

    @Test
    void runsAllThatWereStartedBeforeItEnds() {
        var done = new AtomicInteger();
        for (int i = 0; i < 1_000; i++) {
            calls.start(1, done::incrementAndGet);
        }
        calls.drain(Duration.ofSeconds(30));
        assertEquals(1_000, done.get());
    }

    @Test
    void startsNoMoreThanFitsIntoMemory() throws InterruptedException {
        calls.start(ProtocolLimits.MAX_BYTES_IN_FLIGHT / 2, this::pass);
        calls.start(ProtocolLimits.MAX_BYTES_IN_FLIGHT / 2, this::pass);
        var third = new CountDownLatch(1);
        Thread.ofPlatform().start(() -> calls.start(1, third::countDown));
        assertFalse(third.await(100, TimeUnit.MILLISECONDS));
        gate.countDown();
        assertTrue(third.await(10, TimeUnit.SECONDS));
    }

    @Test
    void takesACallThatFailsForOneThatEnded() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            calls.start(ProtocolLimits.MAX_BYTES_IN_FLIGHT / 2, () -> {
                throw new IllegalStateException("planted");
            });
        }
        var last = new CountDownLatch(1);
        calls.start(ProtocolLimits.MAX_BYTES_IN_FLIGHT, last::countDown);
        assertTrue(last.await(10, TimeUnit.SECONDS));
    }

    private void pass() {
        try {
            gate.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
