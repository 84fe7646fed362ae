package dev.wassette.application.port.out;

import dev.wassette.application.json.JsonValue.JsonObject;
import java.util.Objects;

/// Reads texts in TOML that others wrote.
public interface TomlFormat {

    /// {@return what the text says; times are texts}
    Outcome read(String text);

    /// What came of it.
    sealed interface Outcome {}

    record Read(JsonObject value) implements Outcome {
        public Read {
            Objects.requireNonNull(value);
        }
    }

    /// @param reason what is wrong, and in which line
    record Malformed(String reason) implements Outcome {
        public Malformed {
            Objects.requireNonNull(reason);
        }
    }
}
