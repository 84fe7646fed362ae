package dev.wassette.wasi.clocks;

import dev.wassette.component.host.HostContext;
import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.policy.Grant;
import dev.wassette.wasi.gate.MonotonicClock;
import dev.wassette.wasi.gate.WallClock;
import java.util.List;

/// The package `wasi:clocks`.
public final class Clocks {
    private Clocks() {}

    public static List<HostInterface> interfaces() {
        return List.of(MonotonicClockWit.declare(), WallClockWit.declare(), TimezoneWit.declare());
    }

    /// {@return the context with what one instance needs of this package}
    public static HostContext open(HostContext context, Grant grant) {
        return context.with(MonotonicClock.class, new MonotonicClock(grant))
                .with(WallClock.class, new WallClock(grant));
    }
}
