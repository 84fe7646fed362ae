package dev.wassette.application.port.in;

import dev.wassette.domain.ComponentId;
import dev.wassette.domain.Digest;
import dev.wassette.domain.ToolName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/// Loads a component and offers its functions as tools. Safe for use by several threads.
public interface LoadComponent {

    /// Loads a component, in place of one with the same id. When it fails, what was loaded before still works.
    Outcome load(LoadRequest request);

    /// Loads whatever is at a reference now, and applies no policy that comes with it.
    default Outcome load(String reference) {
        return load(LoadRequest.of(reference));
    }

    /// What shall be loaded.
    ///
    /// @param reference a path, or a URI of a scheme that some loader knows (contract H)
    /// @param digest that the component's bytes must have. The component is pinned to it: nothing else takes its place
    ///     until somebody unpins it
    /// @param acceptPolicy whether a policy that comes with the component is applied where there is none yet
    /// @param unpin whether a pin of what is there already does not count
    /// @param progress is told of what takes time
    record LoadRequest(String reference, Optional<Digest> digest, boolean acceptPolicy, boolean unpin, Progress progress) {
        public LoadRequest {
            Objects.requireNonNull(reference);
            Objects.requireNonNull(digest);
            Objects.requireNonNull(progress);
        }

        /// {@return a request for whatever is at a reference now}
        public static LoadRequest of(String reference) {
            return new LoadRequest(reference, Optional.empty(), false, false, Progress.NONE);
        }
    }

    /// Hears how far a load has come, on the thread that loads, and so never waits.
    @FunctionalInterface
    interface Progress {
        Progress NONE = (_, _, _) -> {};

        /// @param phase what is being done: a few words for the user
        /// @param bytes of it that have arrived
        /// @param total bytes that are expected, where that is known
        void at(String phase, long bytes, OptionalLong total);
    }

    /// How a load ended.
    sealed interface Outcome {}

    /// The component is there, and its tools can be called.
    ///
    /// @param replaced whether a component of that id had been loaded before
    /// @param tools in the order of the component's exports
    /// @param warnings sentences for the user about what does not work as its author may expect: functions that are
    ///     not offered, names that another component has too, documentation that cannot be read
    /// @param proposal what a policy that came with it asks for, and what became of that
    record Loaded(ComponentId id, boolean replaced, List<ToolName> tools, List<String> warnings,
            Optional<Proposal> proposal) implements Outcome {
        public Loaded {
            Objects.requireNonNull(id);
            tools = List.copyOf(tools);
            warnings = List.copyOf(warnings);
            Objects.requireNonNull(proposal);
        }

        /// A component without a policy.
        public Loaded(ComponentId id, boolean replaced, List<ToolName> tools, List<String> warnings) {
            this(id, replaced, tools, warnings, Optional.empty());
        }
    }

    /// What a policy that came with a component asks for.
    ///
    /// @param asks all of its permissions, each in a few words
    /// @param more those that the component does not have
    /// @param fewer those that the component has, and the policy does not ask for
    record Proposal(Answer answer, List<String> asks, List<String> more, List<String> fewer) {
        public Proposal {
            Objects.requireNonNull(answer);
            asks = List.copyOf(asks);
            more = List.copyOf(more);
            fewer = List.copyOf(fewer);
        }
    }

    /// What became of a proposed policy.
    enum Answer {
        /// It is the policy of the component now.
        APPLIED,
        /// Nobody has accepted it, so the component may do nothing yet.
        OFFERED,
        /// The component had a policy of its own, and has it still.
        OTHER_STAYS
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
