package dev.wassette.wasi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.component.host.HostInterface;
import dev.wassette.component.testkit.host.SignatureListing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SignaturesTest {
    private final Map<String, List<HostInterface>> byListing =
            Wasi.interfaces().stream().collect(Collectors.groupingBy(each -> switch (packageOf(each)) {
                case "wasi:sockets" -> "signatures-sockets.txt";
                case "wasi:config" -> "signatures-config.txt";
                default -> "signatures.txt";
            }));

    @Test
    void declaresExactlyTheFunctionsOfTheWit() throws IOException {
        assertEquals(3, byListing.size());
        for (var listed : byListing.entrySet()) {
            assertEquals(SignatureListing.expand(read(listed.getKey())), SignatureListing.of(listed.getValue()));
        }
    }

    @Test
    void servesEveryPatchVersionAndNoOther() {
        for (HostInterface each : Wasi.interfaces()) {
            boolean isDraft = packageOf(each).equals("wasi:config");
            assertEquals(!isDraft, each.serves("0.2.0"), each.name());
            assertEquals(!isDraft, each.serves("0.2.12"), each.name());
            assertEquals(isDraft, each.serves("0.2.0-draft"), each.name());
            assertEquals(isDraft, each.serves("0.2.0-rc.1"), each.name());
            assertFalse(each.serves(""), each.name());
            assertFalse(each.serves("0.2"), each.name());
            assertFalse(each.serves("0.3.0"), each.name());
            assertFalse(each.serves("0.2.01"), each.name());
            assertFalse(each.serves("10.2.0"), each.name());
        }
        assertTrue(Wasi.interfaces().size() > 25);
    }

    private static String packageOf(HostInterface each) {
        return each.name().substring(0, each.name().indexOf('/'));
    }

    private static String read(String listing) throws IOException {
        try (var in = SignaturesTest.class.getResourceAsStream(listing)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
