package dev.wassette.application.port.in;

import dev.wassette.domain.ComponentId;
import dev.wassette.domain.Digest;
import dev.wassette.domain.Provenance;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Lists the components that are kept, also those that cannot be used. Safe for use by several threads.
public interface ListComponents {

    /// {@return the components, sorted by id}
    List<Summary> components();

    /// One component.
    ///
    /// @param tools that it offers
    /// @param problem why it cannot be used as it is stored now: a sentence. Where there are tools all the same, they are
    ///     those of what was stored before
    /// @param digest of its bytes, where that is known
    record Summary(ComponentId id, List<ToolDescription> tools, Optional<String> problem, Optional<Digest> digest,
            Provenance provenance) {
        public Summary {
            Objects.requireNonNull(id);
            tools = List.copyOf(tools);
            Objects.requireNonNull(problem);
            Objects.requireNonNull(digest);
            Objects.requireNonNull(provenance);
        }

        /// A component that can be used, of whose origin nothing is known.
        public Summary(ComponentId id, List<ToolDescription> tools) {
            this(id, tools, Optional.empty(), Optional.empty(), Provenance.of(Optional.empty()));
        }

        /// {@return whether nothing is known of its tools}
        public boolean isUnknown() {
            return tools.isEmpty() && problem.isPresent();
        }
    }
}
