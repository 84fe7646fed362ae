package dev.wassette.wasi.random;

import static dev.wassette.component.testkit.host.HostDriver.u64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wassette.component.engine.Trap;
import dev.wassette.component.testkit.host.HostDriver;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.Guest;
import dev.wassette.wasi.limits.WasiLimits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Test;

class RandomTest {
    private final HostDriver host = new Guest().host;

    @ParameterizedTest
    @CsvSource({"wasi:random/random, get-random-", "wasi:random/insecure, get-insecure-random-"})
    void givesAsManyBytesAsWereAskedFor(String interfaceName, String prefix) {
        for (int length : new int[] {0, 1, 32, 100_000}) {
            var bytes = (WitValue.Bytes) host.call(interfaceName, prefix + "bytes", u64(length)).orElseThrow();
            assertEquals(length, bytes.bytes().length);
        }
        assertNotEquals(host.call(interfaceName, prefix + "bytes", u64(32)),
                host.call(interfaceName, prefix + "bytes", u64(32)));
        assertNotEquals(host.call(interfaceName, prefix + "u64"), host.call(interfaceName, prefix + "u64"));
        for (long length : new long[] {WasiLimits.MAX_RANDOM_BYTES + 1L, -1}) {
            assertThrows(Trap.class, () -> host.call(interfaceName, prefix + "bytes", u64(length)));
        }
    }

    @Test
    void seedsDiffer() {
        assertNotEquals(host.call("wasi:random/insecure-seed", "insecure-seed"),
                new Guest().host.call("wasi:random/insecure-seed", "insecure-seed"));
    }
}
