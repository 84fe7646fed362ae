package dev.wassette.wasi.config;

import static dev.wassette.component.testkit.host.HostDriver.string;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wassette.component.host.Denial;
import dev.wassette.component.host.Denials;
import dev.wassette.component.host.HostLimits;
import dev.wassette.domain.policy.Grant;
import dev.wassette.wasi.Guest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigTest {

    @Test
    void theStoreIsEmpty() {
        var host = new Guest().host;
        host.call("wasi:config/store", "get", string("OPENWEATHER_API_KEY"));
        host.call("wasi:config/store", "get-all");
        assertEquals("""
                get("OPENWEATHER_API_KEY") -> ok(none)
                get-all() -> ok([])
                """, host.transcript());
    }

    @Test
    void theStoreHasTheVariablesOfTheGrantAndNotesWhatElseIsAskedFor() {
        var guest = new Guest(Grant.nothing().with(Map.of("B", "2", "A", "1")));
        guest.host.call("wasi:config/store", "get", string("A"));
        guest.host.call("wasi:config/store", "get", string("C"));
        guest.host.call("wasi:config/store", "get-all");
        guest.host.call("wasi:cli/environment", "get-environment");
        assertEquals("""
                get("A") -> ok(some("1"))
                get("C") -> ok(none)
                get-all() -> ok([("A", "1"), ("B", "2")])
                get-environment() -> [("A", "1"), ("B", "2")]
                """, guest.host.transcript());
        assertEquals(List.of(new Denial(Denial.Permission.ENVIRONMENT, "C")),
                guest.context.get(Denials.class).list());
    }

    /// A key has up to 256 MiB, and no permission is that long.
    @Test
    void keepsNoDenialThatIsTooLongForAPermission() {
        var guest = new Guest();
        guest.host.call("wasi:config/store", "get", string("K".repeat(HostLimits.MAX_DENIAL_CHARS + 1)));
        guest.host.call("wasi:config/store", "get", string("KEY"));
        assertEquals(List.of(new Denial(Denial.Permission.ENVIRONMENT, "KEY")),
                guest.context.get(Denials.class).list());
    }
}
