package dev.wassette.wasi;

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
                    SignatureListing.of(Wasi.interfaces()));
        }
    }

    @Test
    void servesEveryPatchVersionAndNoOther() {
        for (HostInterface each : Wasi.interfaces()) {
            assertTrue(each.serves("0.2.0"), each.name());
            assertTrue(each.serves("0.2.12"), each.name());
            assertFalse(each.serves(""), each.name());
            assertFalse(each.serves("0.2"), each.name());
            assertFalse(each.serves("0.2.0-rc-2023-11-10"), each.name());
            assertFalse(each.serves("0.3.0"), each.name());
            assertFalse(each.serves("0.2.01"), each.name());
            assertFalse(each.serves("10.2.0"), each.name());
        }
    }
}
