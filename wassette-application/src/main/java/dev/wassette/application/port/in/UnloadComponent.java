package dev.wassette.application.port.in;

import dev.wassette.domain.ComponentId;

/// Forgets a component, its tools and its permissions. Safe for use by several threads.
public interface UnloadComponent {

    /// Unloads a component. Calls that are running end as if it were still there.
    Outcome unload(String id);

    /// How an unload ended.
    sealed interface Outcome {}

    record Unloaded(ComponentId id) implements Outcome {}

    /// @param id as it was asked for
    record NotFound(String id) implements Outcome {}

    /// The component is there still.
    ///
    /// @param reason a sentence for the user
    record NotUnloaded(ComponentId id, String reason) implements Outcome {}
}
