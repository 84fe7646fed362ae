package dev.wassette.wasi.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.component.host.HostInterface;
import dev.wassette.component.testkit.host.SignatureListing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SignaturesTest {

    @Test
    void declaresExactlyTheFunctionsOfTheWit() throws IOException {
        try (var listing = SignaturesTest.class.getResourceAsStream("signatures.txt")) {
            assertEquals(SignatureListing.expand(new String(listing.readAllBytes(), StandardCharsets.UTF_8)),
                    SignatureListing.of(WasiHttp.interfaces()));
        }
    }

    @Test
    void servesEveryPatchVersion() {
        for (HostInterface each : WasiHttp.interfaces()) {
            assertTrue(each.serves("0.2.0") && each.serves("0.2.10"), each.name());
            assertFalse(each.serves("0.3.0") || each.serves("0.2.0-rc-2023-12-05"), each.name());
        }
    }
}
