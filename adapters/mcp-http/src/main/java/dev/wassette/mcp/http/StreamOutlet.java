package dev.wassette.mcp.http;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.domain.Cancellation;

/// A stream on which the answers to many requests go, and everything else.
///
/// @param gone cancelled when the client has gone
record StreamOutlet(EventStream stream, Cancellation gone) implements Outlet {

    @Override
    public void notify(JsonObject notification) {
        stream.offer(notification);
    }

    @Override
    public void touch() {
        stream.touch();
    }

    @Override
    public void answer(int status, JsonValue message) {
        stream.send(message);
    }

    @Override
    public void drop() {}

    @Override
    public void onBroken(Runnable action) {
        gone.onCancel(action);
    }
}
