package dev.wassette.wasi.clocks;

import static dev.wassette.component.host.WitTypes.field;
import static dev.wassette.component.host.WitTypes.record;
import static dev.wassette.domain.wit.WitType.Primitive.U32;
import static dev.wassette.domain.wit.WitType.Primitive.U64;

import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.gate.WallClock;
import dev.wassette.wasi.io.Wasi02;
import java.time.Instant;
import java.util.List;

/// `wasi:clocks/wall-clock`.
public final class WallClockWit {
    private WallClockWit() {}

    public static final WitType DATETIME = record(field("seconds", U64), field("nanoseconds", U32));

    static HostInterface declare() {
        return Wasi02.wasi02("wasi:clocks/wall-clock")
                .func("now").returns(DATETIME)
                .body(call -> datetime(call.part(WallClock.class).now()))
                .func("resolution").returns(DATETIME)
                .body(call -> datetime(WallClock.RESOLUTION.getSeconds(), WallClock.RESOLUTION.getNano()))
                .build();
    }

    /// {@return a `datetime`; the epoch for moments before it, which the type cannot say}
    public static WitValue datetime(Instant instant) {
        return instant.isBefore(Instant.EPOCH) ? datetime(0, 0)
                : datetime(instant.getEpochSecond(), instant.getNano());
    }

    private static WitValue datetime(long seconds, int nanos) {
        return new WitValue.Record(List.of(new WitValue.U64(seconds), new WitValue.U32(nanos)));
    }
}
