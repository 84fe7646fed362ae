package dev.wassette.mcp.http;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.domain.Cancellation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// One HTTP request and its response: a single JSON value where that is all there is to say, a stream of events when
/// there is more, or when the end takes so long that somebody on the way might lose patience. Safe for use by several
/// threads.
final class Exchange implements Outlet {
    private static final HttpField JSON = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");

    private final Response response;
    private final Callback done;
    private final boolean canStream;
    private final Unsent unsent;
    private final Cancellation gone = new Cancellation();
    private EventStream stream; // guarded by this; null while it is not clear that there will be one
    private boolean answered; // guarded by this

    /// @param canStream whether the client reads streams of events
    Exchange(Response response, Callback done, boolean canStream, Unsent unsent) {
        this.response = response;
        this.done = done;
        this.canStream = canStream;
        this.unsent = unsent;
    }

    /// Sends a notification that goes before the answer.
    @Override
    public synchronized void notify(JsonObject notification) {
        if (canStream && !answered) {
            stream().offer(notification);
        }
    }

    /// Shows the client, and those on the way to it, that the answer is being worked on; and notices when it has gone.
    @Override
    public synchronized void touch() {
        if (canStream && !answered) {
            stream().touch();
        }
    }

    /// Answers, and ends the response.
    @Override
    public synchronized void answer(int status, JsonValue message) {
        answered = true;
        if (stream != null) {
            stream.send(message);
            stream.end();
        } else {
            response.setStatus(status);
            response.getHeaders().put(JSON);
            byte[] bytes = JsonText.compact(message).getBytes(StandardCharsets.UTF_8);
            response.write(true, ByteBuffer.wrap(bytes), counted(bytes.length));
        }
    }

    private Callback counted(int bytes) {
        if (bytes <= HttpLimits.MAX_SMALL_ANSWER_BYTES) {
            return done;
        }
        Unsent.Waiting waiting = unsent.on(response);
        waiting.add(bytes);
        return Callback.from(waiting::close, done);
    }

    /// Ends the response without an answer, for the client has taken its request back.
    @Override
    public synchronized void drop() {
        answered = true;
        if (canStream) {
            stream().end();
        } else {
            response.setStatus(HttpStatus.NO_CONTENT_204);
            done.succeeded();
        }
    }

    @Override
    public void onBroken(Runnable action) {
        gone.onCancel(action);
    }

    private EventStream stream() {
        if (stream == null) {
            stream = new EventStream(response, done, gone::cancel, unsent);
        }
        return stream;
    }
}
