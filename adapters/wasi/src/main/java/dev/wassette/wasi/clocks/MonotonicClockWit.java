package dev.wassette.wasi.clocks;

import static dev.wassette.component.host.WitTypes.own;
import static dev.wassette.domain.wit.WitType.Primitive.U64;

import dev.wassette.component.host.HostCall;
import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.gate.MonotonicClock;
import dev.wassette.wasi.io.HostResources;
import dev.wassette.wasi.io.PollWit;
import dev.wassette.wasi.io.Pollable;
import dev.wassette.wasi.io.Wasi02;

/// `wasi:clocks/monotonic-clock`.
final class MonotonicClockWit {
    private MonotonicClockWit() {}

    private static final WitType INSTANT = U64;
    private static final WitType DURATION = U64;

    static HostInterface declare() {
        return Wasi02.wasi02("wasi:clocks/monotonic-clock")
                .func("now").returns(INSTANT)
                .body(call -> new WitValue.U64(clock(call).now()))
                .func("resolution").returns(DURATION)
                .body(call -> new WitValue.U64(MonotonicClock.RESOLUTION_NANOS))
                .func("subscribe-instant").param("when", INSTANT).returns(own(PollWit.POLLABLE))
                .body(call -> pollable(call, new Timer(clock(call), call.u64(0))))
                .func("subscribe-duration").param("when", DURATION).returns(own(PollWit.POLLABLE))
                .body(call -> pollable(call, Timer.after(clock(call), call.u64(0))))
                .build();
    }

    private static MonotonicClock clock(HostCall call) {
        return call.part(MonotonicClock.class);
    }

    private static WitValue pollable(HostCall call, Timer timer) {
        return new Pollable(call.part(HostResources.class), timer).handle();
    }
}
