package dev.wassette.application.port.in;

import dev.wassette.application.json.JsonValue.JsonObject;
import java.util.Objects;
import java.util.Optional;

/// The documentation that a component carries (contract E), from which tools get their descriptions. Safe for use by
/// several threads.
public interface DocumentComponent {

    /// Puts the documentation of a WIT package into a component, in place of what it has.
    ///
    /// @param component a path
    /// @param wit a folder, or one file
    /// @param output a path; empty for one beside the component that ends in `.docs.wasm`
    Outcome inject(String component, String wit, Optional<String> output);

    /// Shows the documentation of a component.
    ///
    /// @param component a path
    Outcome view(String component);

    /// How it ended.
    sealed interface Outcome {}

    /// @param file that was written
    /// @param functions how many functions have a description now
    record Injected(String file, int functions) implements Outcome {
        public Injected {
            Objects.requireNonNull(file);
        }
    }

    /// @param docs as the component has them
    record Documented(JsonObject docs) implements Outcome {
        public Documented {
            Objects.requireNonNull(docs);
        }
    }

    /// Nothing was written or found.
    ///
    /// @param reason what was wrong and what to do: sentences for the user
    record Failed(String reason) implements Outcome {
        public Failed {
            Objects.requireNonNull(reason);
        }
    }
}
