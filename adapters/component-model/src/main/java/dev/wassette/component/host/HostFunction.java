package dev.wassette.component.host;

import dev.wassette.domain.wit.WitValue;
import java.util.Optional;

/// The body of a function that the host offers to components.
///
/// It ends in one of three ways, never in a mixture: it returns (a WIT `result` with an error is an ordinary value), or
/// throws [dev.wassette.component.engine.Trap] because the guest broke a rule, or throws [GuestExit]. Anything else
/// it throws is our own fault.
@FunctionalInterface
public interface HostFunction {

    /// @param call arguments that fit the declared signature
    /// @return a value of the declared result type; empty exactly when there is none
    Optional<WitValue> call(HostCall call);
}
