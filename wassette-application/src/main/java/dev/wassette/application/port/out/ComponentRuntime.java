package dev.wassette.application.port.out;

import dev.wassette.domain.Caller;
import dev.wassette.domain.Digest;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.wit.FunctionName;
import dev.wassette.domain.wit.Signature;
import dev.wassette.domain.wit.WitValue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Runs components in a sandbox. Safe for use by several threads.
public interface ComponentRuntime {

    /// Decodes, validates, compiles and links a component.
    Preparation prepare(byte[] bytes);

    /// Decodes and validates a component, without the long part of a preparation. What passes may still be refused by
    /// [#prepare].
    Inspection inspect(byte[] bytes);

    /// How an inspection ended.
    sealed interface Inspection {}

    record Inspected(DecodedComponent component) implements Inspection {
        public Inspected {
            Objects.requireNonNull(component);
        }
    }

    /// How a preparation ended.
    sealed interface Preparation {}

    record Prepared(PreparedComponent component) implements Preparation {
        public Prepared {
            Objects.requireNonNull(component);
        }
    }

    /// @param reason what is wrong with the component, and where: a sentence for the user
    record Refused(String reason) implements Preparation, Inspection {
        public Refused {
            Objects.requireNonNull(reason);
        }
    }

    /// What a component says of itself.
    interface DecodedComponent {

        /// {@return the exported functions, in the order of the exports}
        List<ExportedFunction> functions();

        /// {@return the payload of the first custom section of that name at the top level of the component}
        Optional<byte[]> customSection(String name);

        /// {@return the digest of the component's bytes}
        Digest digest();
    }

    /// A component that can be called any number of times, by several threads at once.
    interface PreparedComponent extends DecodedComponent, AutoCloseable {

        /// Calls a function in a fresh instance and waits for its end.
        ///
        /// @param function one of [#functions]
        /// @param arguments of the types of its signature
        /// @param grant what the call may touch and use
        /// @param caller hears of the call while it runs; when cancelled, the guest is ended
        CallEnd call(FunctionName function, List<WitValue> arguments, Grant grant, Caller caller);

        /// Frees the compiled code as soon as the last running call has ended. No call begins afterwards.
        @Override
        void close();
    }

    record ExportedFunction(FunctionName name, Signature signature) {
        public ExportedFunction {
            Objects.requireNonNull(name);
            Objects.requireNonNull(signature);
        }
    }

    /// The end of a call.
    ///
    /// @param denied what the guest asked for and the grant does not allow, each once; of whatever outcome that was a
    ///     part
    record CallEnd(CallOutcome outcome, List<Denied> denied) {
        public CallEnd {
            Objects.requireNonNull(outcome);
            denied = List.copyOf(denied);
        }

        /// The end of a call that was denied nothing.
        public CallEnd(CallOutcome outcome) {
            this(outcome, List.of());
        }
    }

    /// Something that a guest was denied.
    ///
    /// @param target a host with its scheme and port, `fs://` and a path, a name; as the guest wrote it, so not to be
    ///     trusted
    record Denied(Kind kind, String target) {
        public Denied {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(target);
        }

        /// What kind of permission is missing.
        public enum Kind { NETWORK, READING, WRITING, ENVIRONMENT }
    }

    /// How a call ended.
    sealed interface CallOutcome {}

    /// @param value empty for a function without a result
    record Returned(Optional<WitValue> value) implements CallOutcome {
        public Returned {
            Objects.requireNonNull(value);
        }
    }

    /// The guest broke a rule or used up what it was given.
    ///
    /// @param message what it did: a sentence for the user
    record Trapped(String message) implements CallOutcome {
        public Trapped {
            Objects.requireNonNull(message);
        }
    }

    /// The time of the grant was used up.
    record TimedOut() implements CallOutcome {}

    /// The caller lost interest before there was a result.
    record Cancelled() implements CallOutcome {}

    /// The processor time of the grant was used up.
    record OutOfProcessorTime() implements CallOutcome {}

    /// The guest asked to end before it had a result.
    ///
    /// @param status 0 for success, 1 to 255 for failure
    record Exited(int status) implements CallOutcome {}

    /// Too many calls were running, for as long as the time of the grant.
    record Busy() implements CallOutcome {}
}
