package dev.wassette.application.port.in;

import dev.wassette.domain.ComponentId;
import java.util.List;
import java.util.Objects;

/// Lists the loaded components. Safe for use by several threads.
public interface ListComponents {

    /// {@return the loaded components, sorted by id}
    List<Summary> components();

    /// One loaded component.
    record Summary(ComponentId id, List<ToolDescription> tools) {
        public Summary {
            Objects.requireNonNull(id);
            tools = List.copyOf(tools);
        }
    }
}
