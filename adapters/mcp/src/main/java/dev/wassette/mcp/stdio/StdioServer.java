package dev.wassette.mcp.stdio;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonNull;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.MalformedJson;
import dev.wassette.mcp.protocol.Answer.Cancelled;
import dev.wassette.mcp.protocol.Answer.Listening;
import dev.wassette.mcp.protocol.Answer.Replied;
import dev.wassette.mcp.protocol.Batch;
import dev.wassette.mcp.protocol.Calls;
import dev.wassette.mcp.protocol.McpServer;
import dev.wassette.mcp.protocol.Message;
import dev.wassette.mcp.protocol.Message.Invalid;
import dev.wassette.mcp.protocol.Message.Notification;
import dev.wassette.mcp.protocol.Message.Request;
import dev.wassette.mcp.protocol.Message.Response;
import dev.wassette.mcp.protocol.Reply;
import dev.wassette.mcp.protocol.Reply.Failure;
import dev.wassette.mcp.protocol.RpcError;
import dev.wassette.mcp.protocol.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// MCP's stdio transport: one message a line. Calls run side by side and are answered in the order in which they end;
/// all else is answered at once, in the order in which it came.
public final class StdioServer {
    private static final Logger LOG = LoggerFactory.getLogger(StdioServer.class);

    private final LineReader lines;
    private final MessageWriter writer;
    private final Session session;
    private final Calls calls = new Calls();

    public StdioServer(McpServer server, InputStream in, OutputStream out) {
        this.lines = new LineReader(in, StdioLimits.MAX_LINE_BYTES);
        this.writer = new MessageWriter(out);
        this.session = new Session(server, writer::send);
    }

    /// Serves until the input ends or nobody reads the output any more, then waits a bounded time for the calls that
    /// are running.
    public void run() {
        try {
            boolean more = true;
            while (more && !writer.isBroken()) {
                more = receiveLine();
            }
        } catch (IOException failure) {
            LOG.warn("The input cannot be read: {}", failure.getMessage());
        }
        calls.drain(StdioLimits.MAX_DRAIN);
        session.close();
    }

    /// {@return whether there was a line}
    private boolean receiveLine() throws IOException {
        return switch (lines.next()) {
            case LineReader.Text(byte[] bytes) -> {
                receive(bytes);
                yield true;
            }
            case LineReader.TooLong(Optional<JsonValue> id) -> {
                refuse(id, "the line is longer than " + StdioLimits.MAX_LINE_BYTES + " bytes");
                yield true;
            }
            case LineReader.End _ -> false;
        };
    }

    private void receive(byte[] line) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
            if (!text.isBlank()) {
                receive(JsonText.parse(text), line.length);
            }
        } catch (CharacterCodingException _) {
            fail(JsonNull.NULL, RpcError.parseError("the line is not UTF-8"));
        } catch (MalformedJson problem) {
            refuse(line, problem);
        } catch (OutOfMemoryError fault) {
            LOG.error("A message of {} bytes does not fit into memory", line.length, fault);
            fail(id(line).orElse(JsonNull.NULL), RpcError.internalError());
        }
    }

    private void refuse(byte[] line, MalformedJson problem) {
        if (problem.isRefused()) {
            refuse(id(line), problem.getMessage());
        } else {
            fail(JsonNull.NULL, RpcError.parseError(problem.getMessage()));
        }
    }

    private static Optional<JsonValue> id(byte[] line) {
        var finder = new IdFinder();
        finder.read(line, 0, line.length);
        return finder.id();
    }

    private void refuse(Optional<JsonValue> id, String problem) {
        fail(id.orElse(JsonNull.NULL), RpcError.invalidRequest(problem));
    }

    private void fail(JsonValue id, RpcError error) {
        writer.send(new Failure(error).answer(id));
    }

    private void receive(JsonValue json, int bytes) {
        if (json instanceof JsonArray(List<JsonValue> messages)) {
            session.refusal(messages).ifPresentOrElse(error -> fail(JsonNull.NULL, error), () -> receive(messages, bytes));
        } else {
            receive(Message.of(json), bytes, answer -> answer.ifPresent(writer::send));
        }
    }

    private void receive(List<JsonValue> messages, int bytes) {
        var batch = new Batch(messages.size(), writer::send);
        messages.forEach(message -> receive(Message.of(message), bytes / messages.size(), batch::done));
    }

    /// @param bytes how long the message was
    /// @param done takes the answer, or notice that there is none
    private void receive(Message message, int bytes, Consumer<Optional<JsonObject>> done) {
        switch (message) {
            case Request request when Session.mayTakeLong(request) -> {
                session.expect(request);
                calls.start(bytes, () -> answer(request, done));
            }
            case Request request -> answer(request, done);
            case Invalid(JsonValue id, RpcError error) -> done.accept(Optional.of(new Failure(error).answer(id)));
            case Notification notification -> {
                session.handle(notification);
                done.accept(Optional.empty());
            }
            case Response _ -> done.accept(Optional.empty());
        }
    }

    /// No request stays without an answer, and none ends the server, even one whose answer does not fit into memory.
    private void answer(Request request, Consumer<Optional<JsonObject>> done) {
        try {
            switch (session.handle(request, writer::send)) {
                case Replied(Reply reply) -> done.accept(Optional.of(reply.answer(request.id())));
                case Cancelled _, Listening _ -> done.accept(Optional.empty());
            }
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError fault) {
            LOG.error("The request {} failed by a fault of this server", request.method(), fault);
            done.accept(Optional.of(new Failure(RpcError.internalError()).answer(request.id())));
        }
    }
}
