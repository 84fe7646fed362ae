package dev.wassette.application.service;

import dev.wassette.application.port.out.ComponentRuntime.CallEnd;
import dev.wassette.application.port.out.ComponentRuntime.PreparedComponent;
import dev.wassette.domain.Caller;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.wit.FunctionName;
import dev.wassette.domain.wit.WitValue;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A prepared component that the catalogue and running calls use together. Whoever uses it last closes it, so it is
/// closed once, and never under a call. Safe for use by several threads.
final class SharedComponent {
    private final ComponentId id;
    private final PreparedComponent prepared;
    /// The running calls, and 1 for the catalogue until it retires the component. 0 is final.
    private final AtomicInteger users = new AtomicInteger(1);

    SharedComponent(ComponentId id, PreparedComponent prepared) {
        this.id = id;
        this.prepared = prepared;
    }

    ComponentId id() {
        return id;
    }

    /// {@return how the call ended; empty when the component was retired before the call could begin}
    Optional<CallEnd> call(FunctionName function, List<WitValue> arguments, Grant grant, Caller caller) {
        if (users.getAndUpdate(count -> count == 0 ? 0 : count + 1) == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(prepared.call(function, arguments, grant, caller));
        } finally {
            leave();
        }
    }

    /// Lets go of the component. The catalogue calls this once, after it has forgotten the component.
    void retire() {
        leave();
    }

    private void leave() {
        if (users.decrementAndGet() == 0) {
            prepared.close();
        }
    }
}
