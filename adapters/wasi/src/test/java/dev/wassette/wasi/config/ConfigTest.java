package dev.wassette.wasi.config;

import static dev.wassette.component.testkit.host.HostDriver.string;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wassette.wasi.Guest;
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
}
