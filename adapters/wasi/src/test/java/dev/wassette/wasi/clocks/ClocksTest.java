package dev.wassette.wasi.clocks;

import static dev.wassette.component.testkit.host.HostDriver.u64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.component.testkit.host.HostDriver;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.Guest;
import dev.wassette.wasi.gate.MonotonicClock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ClocksTest {
    private static final String MONOTONIC = "wasi:clocks/monotonic-clock";
    private static final String WALL = "wasi:clocks/wall-clock";
    private final HostDriver host = new Guest().host;

    @Test
    void theMonotonicClockStartsWithTheInstanceAndNeverGoesBack() {
        long first = now();
        assertTrue(first >= 0 && first < TimeUnit.MINUTES.toNanos(1), "uptime of the machine: " + first);
        for (int i = 0; i < 1000; i++) {
            long next = now();
            assertTrue(next >= first, next + " after " + first);
            first = next;
        }
    }

    @Test
    @Timeout(20)
    void anInstantIsWaitedFor() {
        long when = now() + TimeUnit.MILLISECONDS.toNanos(20);
        var pollable = host.open(MONOTONIC, "subscribe-instant", u64(when));
        host.call("wasi:io/poll", "[method]pollable.block", pollable);
        assertTrue(now() >= when);
    }

    @Test
    void anInstantInThePastIsReady() {
        assertEquals(0, new Timer(new MonotonicClock(Grant.nothing()), 0).nanosUntilReady());
    }

    @Test
    void unsignedTimesDoNotWrapAround() {
        var clock = new MonotonicClock(Grant.nothing());
        assertTrue(Timer.after(clock, -1L).nanosUntilReady() > TimeUnit.DAYS.toNanos(365));
        assertTrue(Timer.after(clock, Long.MIN_VALUE).nanosUntilReady() > TimeUnit.DAYS.toNanos(365));
        assertTrue(Timer.after(clock, Long.MAX_VALUE).nanosUntilReady() > TimeUnit.DAYS.toNanos(365));
        assertTrue(new Timer(clock, -1L).nanosUntilReady() > TimeUnit.DAYS.toNanos(365));
    }

    @Test
    void theWallClockTellsTheTime() {
        var before = Instant.now();
        var now = (WitValue.Record) host.call(WALL, "now").orElseThrow();
        var after = Instant.now();
        var told = Instant.ofEpochSecond(((WitValue.U64) now.fields().get(0)).bits(),
                ((WitValue.U32) now.fields().get(1)).value());
        assertTrue(!told.isBefore(before) && !told.isAfter(after), before + " " + told + " " + after);
    }

    @Test
    void theTimeZoneIsUtc() {
        WitValue when = new WitValue.Record(List.of(u64(0), new WitValue.U32(0)));
        host.call("wasi:clocks/timezone", "display", when);
        host.call("wasi:clocks/timezone", "utc-offset", when);
        host.call(WALL, "resolution");
        host.call(MONOTONIC, "resolution");
        assertEquals("""
                display({0, 0}) -> {0, "UTC", false}
                utc-offset({0, 0}) -> 0
                resolution() -> {0, 1000}
                resolution() -> 1
                """, host.transcript());
    }

    @Test
    void aMomentBeforeTheEpochIsTheEpoch() {
        assertEquals(WallClockWit.datetime(Instant.EPOCH), WallClockWit.datetime(Instant.EPOCH.minusNanos(1)));
    }

    private long now() {
        return ((WitValue.U64) host.call(MONOTONIC, "now").orElseThrow()).bits();
    }
}
