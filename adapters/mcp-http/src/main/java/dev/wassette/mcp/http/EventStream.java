package dev.wassette.mcp.http;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// One response of the type `text/event-stream` (HTML Living Standard, section 9.2). Nobody who sends waits for the
/// client to read: what it has not read yet is kept, up to a bound. Safe for use by several threads.
final class EventStream {
    private static final HttpField TYPE = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "text/event-stream");
    private static final HttpField NO_STORE = new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");
    /// nginx would otherwise collect events before it passes them on.
    private static final HttpField UNBUFFERED = new HttpField("X-Accel-Buffering", "no");
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final Response response;
    private final Callback done;
    private final Runnable onBroken;
    private final Unsent.Waiting unsent;
    private ByteArrayOutputStream waiting = new ByteArrayOutputStream(); // guarded by this
    private boolean writing; // guarded by this
    private boolean ending; // guarded by this; nothing may be added any more
    private boolean ended; // guarded by this; the last write has begun, or the client has gone

    /// @param done succeeded when all has been written, failed when the client has gone
    /// @param onBroken run when the client has gone before the end
    EventStream(Response response, Callback done, Runnable onBroken, Unsent unsent) {
        this.response = response;
        this.done = done;
        this.onBroken = onBroken;
        this.unsent = unsent.on(response);
        response.setStatus(HttpStatus.OK_200);
        response.getHeaders().put(TYPE).put(NO_STORE).put(UNBUFFERED);
    }

    /// Sends a message that may be lost when the client reads too slowly.
    ///
    /// @return whether it is on its way
    boolean offer(JsonValue message) {
        return add(event("message", JsonText.compact(message)), HttpLimits.MAX_WAITING_NOTIFICATION_BYTES);
    }

    /// Sends a message. A client that leaves too many unread is cut off.
    void send(JsonValue message) {
        send("message", JsonText.compact(message));
    }

    /// Sends an event of another type than a message.
    ///
    /// @param data one line
    void send(String event, String data) {
        if (!add(event(event, data), HttpLimits.MAX_WAITING_BYTES)) {
            broken(new IllegalStateException("the client does not read"));
        }
    }

    /// Sends what clients ignore, to see whether the connection still stands.
    void touch() {
        add(COMMENT, HttpLimits.MAX_WAITING_NOTIFICATION_BYTES);
    }

    /// Ends the stream after all that was sent before.
    void end() {
        synchronized (this) {
            ending = true;
        }
        write();
    }

    private static byte[] event(String event, String data) {
        return ("event: " + event + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    private boolean add(byte[] event, int most) {
        synchronized (this) {
            if (ending || ended) {
                return true;
            }
            if (waiting.size() > 0 && waiting.size() + event.length > most) {
                return false;
            }
            waiting.writeBytes(event);
        }
        unsent.add(event.length);
        write();
        return true;
    }

    private void write() {
        ByteBuffer next;
        boolean last;
        synchronized (this) {
            if (writing || ended || waiting.size() == 0 && !ending) {
                return;
            }
            next = ByteBuffer.wrap(waiting.toByteArray());
            waiting = new ByteArrayOutputStream();
            last = ending;
            ended = last;
            writing = true;
        }
        int length = next.remaining();
        response.write(last, next, Callback.from(() -> written(last, length), this::broken));
    }

    private void written(boolean last, int length) {
        unsent.sent(length);
        synchronized (this) {
            writing = false;
        }
        if (last) {
            unsent.close();
            done.succeeded();
        } else {
            write();
        }
    }

    private void broken(Throwable why) {
        synchronized (this) {
            if (ended && !writing) {
                return;
            }
            writing = false;
            ended = true;
            waiting = new ByteArrayOutputStream();
        }
        unsent.close();
        done.failed(why);
        onBroken.run();
    }
}
