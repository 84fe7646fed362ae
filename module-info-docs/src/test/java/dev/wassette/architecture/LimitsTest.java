package dev.wassette.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.architecture.LimitsDocument.Limit;
import dev.wassette.architecture.LimitsDocument.Limits;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private final List<Limits> all = LimitsDocument.read();

    @Test
    void theDocumentIsUpToDate() throws IOException {
        GeneratedDocument.assertUpToDate("../docs/LIMITS.md", LimitsDocument.text(all));
    }

    @Test
    void everyLimitSaysWhy() {
        assertTrue(all.size() >= 10, () -> "only " + all.size() + " classes of limits were found");
        for (Limits limits : all) {
            for (Limit limit : limits.limits()) {
                assertTrue(limit.words().length() > 20, () -> limits.className() + "." + limit.name());
            }
        }
    }

    @Test
    void aLimitIsReadWithTheWordsAboveIt() {
        List<String> lines = List.of("/// A class.", "final class ALimits {", "    /// At most", "    /// two.",
                "    public static final int MAX_A = 1 << 1;", "    static final long OTHER = 3;", "}");
        assertEquals(List.of(new Limit("MAX_A", "1 << 1", "At most two.")), LimitsDocument.limits(lines));
    }
}
