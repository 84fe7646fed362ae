package dev.wassette.mcp.http;

import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.mcp.protocol.McpServer;
import dev.wassette.mcp.protocol.Session;

/// A client that has begun a session, and its stream for what belongs to no request. Safe for use by several threads.
final class Client {
    private final String id;
    private final Session session;
    private EventStream stream; // guarded by this; null while the client has none open

    Client(String id, McpServer server) {
        this.id = id;
        this.session = new Session(server, this::notify);
    }

    String id() {
        return id;
    }

    Session session() {
        return session;
    }

    /// Gives the client a stream, in place of an older one, which ends: a client opens a second one when it has lost the
    /// first, often before this server notices.
    void attach(EventStream opened) {
        EventStream before;
        synchronized (this) {
            before = stream;
            stream = opened;
        }
        if (before != null) {
            before.end();
        }
    }

    synchronized void detach(EventStream gone) {
        if (stream == gone) {
            stream = null;
        }
    }

    synchronized boolean isListening() {
        return stream != null;
    }

    /// Ends the session and all that runs for it.
    void close() {
        session.close();
        EventStream open;
        synchronized (this) {
            open = stream;
            stream = null;
        }
        if (open != null) {
            open.end();
        }
    }

    /// A notification for which there is no stream is lost, as the client chose not to listen.
    private void notify(JsonObject notification) {
        EventStream open;
        synchronized (this) {
            open = stream;
        }
        if (open != null) {
            open.offer(notification);
        }
    }
}
