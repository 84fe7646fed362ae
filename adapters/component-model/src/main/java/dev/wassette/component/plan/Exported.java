package dev.wassette.component.plan;

import dev.wassette.domain.wit.FunctionName;
import dev.wassette.domain.wit.Signature;
import java.util.Objects;

/// A function that the component exports.
public sealed interface Exported {
    FunctionName name();

    Signature signature();

    /// A function of a component instance.
    ///
    /// @param call the number of the [GuestCall] in the [Recipe]
    record Guest(FunctionName name, Signature signature, int call) implements Exported {
        public Guest {
            Objects.requireNonNull(name);
            Objects.requireNonNull(signature);
        }
    }

    /// A function of the host, exported as it was imported.
    ///
    /// @param function the number of the [ImportedFunction] in the [Plan]
    record Host(FunctionName name, Signature signature, int function) implements Exported {
        public Host {
            Objects.requireNonNull(name);
            Objects.requireNonNull(signature);
        }
    }
}
