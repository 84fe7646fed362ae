package dev.wassette.application.port.in;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.domain.Caller;
import java.util.List;
import java.util.Objects;

/// Calls a tool of a loaded component. Safe for use by several threads.
public interface CallTool {

    /// Calls the tool in a fresh instance of its component, and waits for its end.
    ///
    /// @param tool the name as listed, or a known alias of it (contract M1)
    /// @param arguments one member for each parameter
    /// @param caller hears of the call while it runs, and can end it
    Outcome call(String tool, JsonObject arguments, Caller caller);

    /// How a call ended.
    sealed interface Outcome {

        /// {@return what the component wanted and was denied, each once}
        List<MissingPermission> missing();
    }

    /// The function returned.
    ///
    /// @param envelope `{"result": value}`, or `null` for a function without a result (contract D.3)
    /// @param isError whether the function says that it failed: it returned the error of a WIT `result`
    record Returned(JsonValue envelope, boolean isError, List<MissingPermission> missing) implements Outcome {
        public Returned {
            Objects.requireNonNull(envelope);
            missing = List.copyOf(missing);
        }

        /// The function returned and was denied nothing.
        public Returned(JsonValue envelope, boolean isError) {
            this(envelope, isError, List.of());
        }

        /// {@return the text that stands for the result (contract B.3): a string as it is, everything else as compact
        /// JSON, `null` for a function without a result}
        public String text() {
            JsonValue inner = envelope instanceof JsonObject object ? object.get("result").orElse(envelope) : envelope;
            return inner instanceof JsonString(String text) ? text : JsonText.compact(inner);
        }
    }

    /// The function returned what is meant to be shown: images, sound, documents.
    record Shown(List<Content> contents, List<MissingPermission> missing) implements Outcome {
        public Shown {
            contents = List.copyOf(contents);
            missing = List.copyOf(missing);
        }

        /// The function was denied nothing.
        public Shown(List<Content> contents) {
            this(contents, List.of());
        }
    }

    /// The function did not return.
    ///
    /// @param reason why
    /// @param message what was wrong, where, and what to do: sentences for the agent
    record Failed(Reason reason, String message, List<MissingPermission> missing) implements Outcome {
        public Failed {
            Objects.requireNonNull(reason);
            Objects.requireNonNull(message);
            missing = List.copyOf(missing);
        }

        /// The function did not return and was denied nothing.
        public Failed(Reason reason, String message) {
            this(reason, message, List.of());
        }
    }

    /// Why a call failed.
    enum Reason {
        UNKNOWN_TOOL, AMBIGUOUS_TOOL, BAD_ARGUMENTS, TRAPPED, TIMED_OUT, OUT_OF_PROCESSOR_TIME, CANCELLED, EXITED, BUSY,
        RESULT_TOO_LARGE, INTERNAL
    }
}
