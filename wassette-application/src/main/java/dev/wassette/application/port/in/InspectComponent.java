package dev.wassette.application.port.in;

import dev.wassette.domain.Digest;
import dev.wassette.domain.Provenance;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Tells what a component is, without running it. Safe for use by several threads.
public interface InspectComponent {

    /// @param component the id of one that is kept, or a reference to any other
    Outcome inspect(String component);

    /// What is known.
    sealed interface Outcome {}

    /// @param world its imports and exports with their types, in WIT
    /// @param imports in the order of the component
    /// @param warnings sentences about what will not work as its author may expect
    /// @param digest of its bytes
    record Inspected(String world, List<ImportedInterface> imports, List<ToolDescription> tools, List<String> warnings,
            Digest digest, Provenance provenance) implements Outcome {
        public Inspected {
            Objects.requireNonNull(world);
            imports = List.copyOf(imports);
            tools = List.copyOf(tools);
            warnings = List.copyOf(warnings);
            Objects.requireNonNull(digest);
            Objects.requireNonNull(provenance);
        }
    }

    /// Something that the component imports.
    ///
    /// @param permission what a component needs for most of what it can do with it, as the command line calls it, such as
    ///     `storage`; empty where it needs none
    record ImportedInterface(String name, Optional<String> permission) {
        public ImportedInterface {
            Objects.requireNonNull(name);
            Objects.requireNonNull(permission);
        }
    }

    /// @param reason what was wrong and what to do: sentences for the user
    record NotInspected(String reason) implements Outcome {
        public NotInspected {
            Objects.requireNonNull(reason);
        }
    }
}
