package dev.wassette.sandbox;

import dev.wassette.component.host.HostContext;
import dev.wassette.domain.Caller;
import dev.wassette.domain.policy.Grant;

/// Makes the part of the world that one call sees.
@FunctionalInterface
public interface HostOpener {

    /// {@return a new context that belongs to one call}
    ///
    /// @param grant what the call may touch; nothing else is reachable through the context
    /// @param caller hears what the guest says
    HostContext open(Grant grant, Caller caller);
}
