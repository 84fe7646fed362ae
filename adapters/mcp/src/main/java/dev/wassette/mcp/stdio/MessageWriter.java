package dev.wassette.mcp.stdio;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes messages, each in one piece. Safe for use by several threads. Once a client has stopped reading, all later
/// messages are dropped.
final class MessageWriter {
    private static final Logger LOG = LoggerFactory.getLogger(MessageWriter.class);

    private final OutputStream out;
    private volatile boolean broken;

    MessageWriter(OutputStream out) {
        this.out = out;
    }

    void send(JsonValue message) {
        // Compact JSON escapes all control characters, so this is one line.
        byte[] line = (JsonText.compact(message) + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (out) {
            write(line);
        }
    }

    boolean isBroken() {
        return broken;
    }

    private void write(byte[] line) {
        if (broken) {
            return;
        }
        try {
            out.write(line);
            out.flush();
        } catch (IOException failure) {
            broken = true;
            LOG.warn("The client no longer reads: {}", failure.getMessage());
        }
    }
}
