package dev.wassette.mcp.http;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonObject;

/// Where the answer to one HTTP request goes, and what is said before it.
interface Outlet {

    /// Sends a notification that goes before the answer. Does not wait for the client.
    void notify(JsonObject notification);

    /// Shows that the answer is being worked on.
    void touch();

    /// Sends the answer, the last thing that is sent here.
    ///
    /// @param status of HTTP, where it is not settled yet
    void answer(int status, JsonValue message);

    /// Ends without an answer.
    void drop();

    /// Has an action run when the client has gone before the end; at once when it has gone already.
    void onBroken(Runnable action);
}
