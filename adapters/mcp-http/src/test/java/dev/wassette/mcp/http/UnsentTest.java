package dev.wassette.mcp.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Who is cut off when clients leave too much unread.
final class UnsentTest {
    private static final int HALF = HttpLimits.MAX_UNSENT_BYTES / 2;

    private final Unsent unsent = new Unsent();
    private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();

    private Unsent.Waiting on(String name) {
        return unsent.on(() -> ended.add(name));
    }

    private List<String> ended(int count) throws InterruptedException {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(ended.poll(10, TimeUnit.SECONDS));
        }
        assertTrue(ended.isEmpty(), ended::toString);
        return names;
    }

    @Test
    void thoseThatWaitedLongestGoAndNoMoreThanNeedBe() throws InterruptedException {
        Unsent.Waiting first = on("first");
        Unsent.Waiting second = on("second");
        Unsent.Waiting third = on("third");
        second.add(HALF);
        first.add(HALF);
        assertEquals(List.of(), ended(0));
        third.add(HALF);
        assertEquals(List.of("second"), ended(1));
        second.sent(HALF); // comes late, and counts no more
        second.add(HALF);
        on("fourth").add(2 * HALF);
        assertEquals(List.of("first", "third"), ended(2).stream().sorted().toList());
    }

    @Test
    void whatWasReadMakesRoom() throws InterruptedException {
        Unsent.Waiting first = on("first");
        for (int i = 0; i < 100; i++) {
            first.add(HALF);
            first.sent(HALF);
            Unsent.Waiting other = on("other");
            other.add(HALF);
            other.close();
        }
        on("second").add(HALF);
        on("third").add(HALF);
        assertEquals(List.of(), ended(0));
    }

    @Test
    void shortAnswersDoNotCountAndManyOfThemOnOneConnectionDo() throws InterruptedException {
        for (int i = 0; i < HttpLimits.MAX_CONNECTIONS * 10; i++) {
            on("short").add(HttpLimits.MAX_SMALL_ANSWER_BYTES);
        }
        Unsent.Waiting many = on("many");
        for (int i = 0; i < 2000; i++) {
            many.add(HttpLimits.MAX_SMALL_ANSWER_BYTES);
        }
        assertEquals(List.of(), ended(0));
        on("large").add(HALF);
        assertEquals(List.of("many"), ended(1));
    }
}
