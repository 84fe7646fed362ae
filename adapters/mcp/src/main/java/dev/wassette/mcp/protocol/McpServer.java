package dev.wassette.mcp.protocol;

import dev.wassette.application.json.JsonValue.JsonBool;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.domain.Cancellation.Registration;
import dev.wassette.mcp.tools.Tools;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// What all clients of this server share, on whatever transport: the tools, and who wants to know when they change. Safe
/// for use by several threads.
public final class McpServer {
    private final Tools tools;
    private final ServerInfo info;
    private final AtomicLong sessions = new AtomicLong();
    private final Heartbeat heartbeat = new Heartbeat();
    /// The key only tells one listener from another.
    private final Map<Object, Runnable> listeners = new ConcurrentHashMap<>();

    public McpServer(Tools tools, ServerInfo info) {
        this.tools = Objects.requireNonNull(tools);
        this.info = Objects.requireNonNull(info);
    }

    public ServerInfo info() {
        return info;
    }

    /// {@return what this server can do, for `initialize` and `server/discover`}
    JsonObject capabilities() {
        return JsonObject.empty()
                .with("logging", JsonObject.empty())
                .with("tools", JsonObject.empty().with("listChanged", new JsonBool(true)));
    }

    /// Calls a tool, and waits for its end.
    ///
    /// @return the result; empty when the client has taken the call back
    Optional<JsonObject> call(String tool, JsonObject arguments, RunningCall call) {
        Runnable stop = call.wantsProgress() ? heartbeat.start(call::beat) : () -> {};
        try {
            JsonObject result = tools.call(tool, arguments, call, this::toolsChanged);
            return call.cancellation().isCancelled() ? Optional.empty() : Optional.of(result);
        } finally {
            stop.run();
        }
    }

    /// {@return a number that no other session of this server has}
    long nextSession() {
        return sessions.incrementAndGet();
    }

    Tools tools() {
        return tools;
    }

    /// Has an action run each time the list of tools has changed.
    ///
    /// @param action short, and without waiting for a client
    /// @return takes the action back
    Registration onToolsChanged(Runnable action) {
        var key = new Object();
        listeners.put(key, action);
        return () -> listeners.remove(key);
    }

    /// Tells everybody that the list of tools has changed. When this returns, all notifications are on their way.
    public void toolsChanged() {
        listeners.values().forEach(Runnable::run);
    }
}
