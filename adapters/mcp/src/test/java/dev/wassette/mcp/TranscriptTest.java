package dev.wassette.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A whole session, word for word: `==>` goes to the server, `<==` comes back before anything else is sent.
@Timeout(60)
final class TranscriptTest {

    @Test
    void sessionReadsAsWritten() throws IOException {
        int exchanged = 0;
        try (var client = new StdioClient(new FakeApplication())) {
            for (String line : lines()) {
                if (line.startsWith("==> ")) {
                    client.send(line.substring(4));
                    exchanged++;
                } else if (line.startsWith("<== ")) {
                    assertEquals(line.substring(4), client.receive());
                    exchanged++;
                }
            }
        }
        assertEquals(true, exchanged > 40, "the transcript was read");
    }

    private static List<String> lines() throws IOException {
        try (InputStream transcript = TranscriptTest.class.getResourceAsStream("session.transcript")) {
            return new String(transcript.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
