package dev.wassette.wasi.clocks;

import static dev.wassette.component.host.WitTypes.field;
import static dev.wassette.component.host.WitTypes.record;
import static dev.wassette.domain.wit.WitType.Primitive.BOOL;
import static dev.wassette.domain.wit.WitType.Primitive.S32;
import static dev.wassette.domain.wit.WitType.Primitive.STRING;

import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.io.Wasi02;
import java.util.List;

/// `wasi:clocks/timezone`, unstable in every 0.2.N. The time zone of a guest is UTC: that of the machine would tell
/// where its user is.
final class TimezoneWit {
    private TimezoneWit() {}

    private static final WitType TIMEZONE_DISPLAY =
            record(field("utc-offset", S32), field("name", STRING), field("in-daylight-saving-time", BOOL));
    private static final WitValue NO_OFFSET = new WitValue.S32(0);

    static HostInterface declare() {
        return Wasi02.wasi02("wasi:clocks/timezone")
                .func("display").param("when", WallClockWit.DATETIME).returns(TIMEZONE_DISPLAY)
                .body(call -> new WitValue.Record(
                        List.of(NO_OFFSET, new WitValue.Str("UTC"), new WitValue.Bool(false))))
                .func("utc-offset").param("when", WallClockWit.DATETIME).returns(S32)
                .body(call -> NO_OFFSET)
                .build();
    }
}
