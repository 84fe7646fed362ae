package dev.wassette.application.port.out;

import dev.wassette.domain.ComponentId;
import dev.wassette.domain.ToolName;
import java.io.IOException;
import java.util.List;

/// Which components there are, for other processes of ours. Safe for use by several threads and processes.
public interface ComponentRegister {

    /// {@return whether a component of that id is there, in whatever process}
    boolean has(ComponentId id);

    /// Says that a component is there, until it is taken out again. That one is there already is no mistake.
    ///
    /// @param tools what clients call its functions
    void add(ComponentId id, List<ToolName> tools) throws IOException;

    /// Says that a component is not there any more. That none was there is no mistake.
    void remove(ComponentId id) throws IOException;
}
