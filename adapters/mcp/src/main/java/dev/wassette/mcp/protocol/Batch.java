package dev.wassette.mcp.protocol;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The answers to several messages that came in one array (JSON-RPC 2.0, section 6). They go out in one array when the
/// last one is there; when none of the messages has an answer, nothing goes out. Safe for use by several threads.
public final class Batch {
    private final Consumer<JsonValue> send;
    private final List<JsonValue> answers = new ArrayList<>();
    private int open;

    /// @param messages how many there are
    /// @param send takes the array, once
    public Batch(int messages, Consumer<JsonValue> send) {
        this.open = messages;
        this.send = send;
    }

    /// Takes the answer to one of the messages.
    public synchronized void done(Optional<JsonObject> answer) {
        answer.ifPresent(answers::add);
        open--;
        if (open == 0 && !answers.isEmpty()) {
            send.accept(new JsonArray(answers));
        }
    }
}
