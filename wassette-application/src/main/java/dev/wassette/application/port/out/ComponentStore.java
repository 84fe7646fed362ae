package dev.wassette.application.port.out;

import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.Digest;
import dev.wassette.domain.Provenance;
import dev.wassette.domain.ToolName;
import dev.wassette.domain.wit.FunctionName;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/// Keeps components. Others may change them at any time: the user by hand, another process of ours. Each change is seen
/// whole or not at all, also by whoever comes after this process or the machine has died in the middle of it. Safe for use
/// by several threads and processes.
public interface ComponentStore {

    /// {@return the components that are there, each with its [#version(ComponentId)]}
    ///
    /// Cheap: no component is read.
    SortedMap<ComponentId, String> versions() throws IOException;

    /// {@return a text that is another one after the component's bytes have changed; empty when there is no such
    /// component}
    ///
    /// Cheap enough to be asked before each call. It may be another text although nothing has changed.
    Optional<String> version(ComponentId id) throws IOException;

    /// {@return the bytes; empty when there is no such component}
    ///
    /// @throws IOException also when they are more than a component may have, with a sentence for the user
    Optional<StoredComponent> read(ComponentId id) throws IOException;

    /// {@return what is known of the component as it is there now; empty when that is nothing, or about other bytes}
    Optional<Metadata> metadata(ComponentId id) throws IOException;

    /// Keeps a component, in place of one with the same id.
    ///
    /// @return its version
    /// @throws IOException when it cannot be kept; then what was there before is there still
    String keep(ComponentId id, byte[] bytes, Metadata metadata) throws IOException;

    /// Keeps what is known of a component that is there already. Does nothing when the component has changed meanwhile, or
    /// when nothing can be kept: it will be found out again.
    ///
    /// @param version of what the metadata is about
    void describe(ComponentId id, String version, Metadata metadata);

    /// Removes a component and all that is kept of it, its policy too. A removal that has begun is ended by somebody, if
    /// not by this process.
    ///
    /// @return whether it was there
    /// @throws IOException when it is there still
    boolean remove(ComponentId id) throws IOException;

    /// {@return why nothing can be kept, if that can be known beforehand: a sentence for the user}
    Optional<String> obstacle();

    /// Ends what processes have begun that have died meanwhile. Waits for nobody.
    void tidy();

    /// @param bytes not yet looked into; not copied
    /// @param version of these bytes
    record StoredComponent(byte[] bytes, String version) {
        public StoredComponent {
            Objects.requireNonNull(bytes);
            Objects.requireNonNull(version);
        }
    }

    /// What is known of a component without looking into it.
    ///
    /// @param digest of the bytes that all this is about
    /// @param tools in the order of the component's exports
    record Metadata(Digest digest, Provenance provenance, List<StoredTool> tools) {
        public Metadata {
            Objects.requireNonNull(digest);
            Objects.requireNonNull(provenance);
            tools = List.copyOf(tools);
        }

        /// What is known of a component of which nobody noted more than the origin.
        public Metadata(Digest digest, Optional<String> origin, List<StoredTool> tools) {
            this(digest, Provenance.of(origin), tools);
        }
    }

    /// @param name its own, whatever other components are there
    record StoredTool(ToolName name, FunctionName function, String description, JsonObject inputSchema,
            Optional<JsonObject> outputSchema) {
        public StoredTool {
            Objects.requireNonNull(name);
            Objects.requireNonNull(function);
            Objects.requireNonNull(description);
            Objects.requireNonNull(inputSchema);
            Objects.requireNonNull(outputSchema);
        }
    }
}
