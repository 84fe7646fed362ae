package dev.wassette.application.port.in;

import dev.wassette.domain.ComponentId;
import dev.wassette.domain.ToolName;
import java.util.List;
import java.util.Objects;

/// Loads a component and offers its functions as tools. Safe for use by several threads.
public interface LoadComponent {

    /// Loads a component, in place of one with the same id. When it fails, what was loaded before still works.
    ///
    /// @param reference a path, or a URI of a scheme that some loader knows (contract H)
    Outcome load(String reference);

    /// How a load ended.
    sealed interface Outcome {}

    /// The component is there, and its tools can be called.
    ///
    /// @param replaced whether a component of that id had been loaded before
    /// @param tools in the order of the component's exports
    /// @param warnings sentences for the user about what does not work as its author may expect: functions that are
    ///     not offered, names that another component has too, documentation that cannot be read
    record Loaded(ComponentId id, boolean replaced, List<ToolName> tools, List<String> warnings) implements Outcome {
        public Loaded {
            Objects.requireNonNull(id);
            tools = List.copyOf(tools);
            warnings = List.copyOf(warnings);
        }
    }

    /// Nothing changed.
    ///
    /// @param reason the complete message for the user: what was wrong, where, and what to do (contract A.4)
    record NotLoaded(String reason) implements Outcome {
        public NotLoaded {
            Objects.requireNonNull(reason);
        }
    }
}
