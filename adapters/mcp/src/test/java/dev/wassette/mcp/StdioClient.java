package dev.wassette.mcp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// The other end of a server: two pipes, and the thread that the server runs on.
final class StdioClient implements AutoCloseable {
    final OutputStream in;
    final InputStream out;
    private final BufferedReader answers;
    private final Thread server;

    StdioClient(FakeApplication application) throws IOException {
        Pipe toServer = Pipe.open();
        Pipe fromServer = Pipe.open();
        in = Channels.newOutputStream(toServer.sink());
        out = Channels.newInputStream(fromServer.source());
        answers = new BufferedReader(new InputStreamReader(out, StandardCharsets.UTF_8));
        server = Thread.ofPlatform().start(() -> application.server().serveStdio(
                Channels.newInputStream(toServer.source()), Channels.newOutputStream(fromServer.sink())));
    }

    /// {@return all lines that the server answers to these, which are all that it ever reads}
    static List<String> exchange(FakeApplication application, String... lines) {
        return exchange(application, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    static List<String> exchange(FakeApplication application, byte[] input) {
        return exchange(application, new ByteArrayInputStream(input));
    }

    static List<String> exchange(FakeApplication application, InputStream input) {
        var output = new ByteArrayOutputStream();
        application.server().serveStdio(input, output);
        return output.toString(StandardCharsets.UTF_8).lines().toList();
    }

    void send(String line) throws IOException {
        in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    String receive() throws IOException {
        return answers.readLine();
    }

    /// Ends the input, and waits for the server.
    @Override
    public void close() throws IOException {
        in.close();
        assertTrue(ended(), "the server ends with its input");
    }

    private boolean ended() {
        try {
            return server.join(Duration.ofSeconds(20));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
