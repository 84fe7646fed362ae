package dev.wassette.wasi.io;

import static dev.wassette.component.testkit.host.HostDriver.list;
import static dev.wassette.component.testkit.host.HostDriver.u64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.component.engine.Trap;
import dev.wassette.component.testkit.host.HostDriver;
import dev.wassette.domain.policy.DefaultLimits;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.Guest;
import dev.wassette.wasi.limits.WasiLimits;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PollTest {
    private static final String POLL = "wasi:io/poll";
    private static final long FOREVER = -1;
    private final Guest guest = new Guest();
    private final HostDriver host = guest.host;

    @Test
    void waitsForTheFirstOfSeveralTimers() {
        long start = System.nanoTime();
        var never = timer(FOREVER);
        var soon = timer(TimeUnit.MILLISECONDS.toNanos(30));
        var later = timer(TimeUnit.MINUTES.toNanos(10));
        assertEquals(list(new WitValue.U32(1)), poll(never, soon, later));
        assertTrue(System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(30));
        host.call(POLL, "[method]pollable.block", soon);
        assertEquals("""
                subscribe-duration(18446744073709551615) -> pollable#1
                subscribe-duration(30000000) -> pollable#2
                subscribe-duration(600000000000) -> pollable#3
                poll([pollable#1, pollable#2, pollable#3]) -> [1]
                [method]pollable.block(pollable#2)
                """, host.transcript());
    }

    @Test
    void tellsAllThatAreReady() {
        var now = timer(0);
        assertEquals(list(new WitValue.U32(0), new WitValue.U32(2)), poll(now, timer(FOREVER), now));
    }

    @Test
    void aRingFromAnotherThreadEndsTheWait() {
        Waiting waiting = guest.context.get(Waiting.class);
        var happened = new AtomicBoolean();
        var event = new Pollable(guest.context.get(HostResources.class),
                () -> happened.get() ? 0 : Readiness.UNTIL_RING);
        Events.onceThisThreadWaits(() -> {
            waiting.ring(); // for nothing
            happened.set(true);
            waiting.ring();
        });
        assertEquals(list(new WitValue.U32(0)), poll(event.handle()));
    }

    @Test
    void trapsOnAnEmptyListAndOnAHugeOne() {
        assertTrap(Trap.Kind.HOST, "empty list", () -> poll());
        WitValue timer = timer(0);
        assertTrap(Trap.Kind.HOST, "4097 pollables at once",
                () -> poll(Collections.nCopies(WasiLimits.MAX_POLLED + 1, timer).toArray(WitValue[]::new)));
    }

    @Test
    void aDeadlineEndsAnEndlessWait() {
        var never = timer(FOREVER);
        Thread guestThread = Thread.currentThread();
        Events.onceThisThreadWaits(guestThread::interrupt);
        assertTrap(Trap.Kind.INTERRUPTED, "interrupted while it waited",
                () -> host.call(POLL, "[method]pollable.block", never));
    }

    @Test
    void anInstanceHasALimitedNumberOfResources() {
        for (int i = 0; i < DefaultLimits.MAX_OPEN_HANDLES - 1; i++) {
            timer(0);
        }
        var last = timer(0);
        assertTrap(Trap.Kind.HOST, "the guest holds 16384 resources of the host", () -> timer(0));
        host.drop(last);
        timer(0);
    }

    private WitValue.Handle timer(long nanos) {
        return host.open("wasi:clocks/monotonic-clock", "subscribe-duration", u64(nanos));
    }

    private WitValue poll(WitValue... pollables) {
        return host.call(POLL, "poll", list(pollables)).orElseThrow();
    }

    private static void assertTrap(Trap.Kind kind, String message, Runnable call) {
        Trap trap = assertThrows(Trap.class, call::run);
        assertEquals(kind, trap.kind());
        assertTrue(trap.getMessage().contains(message), trap.getMessage());
    }
}
