package dev.wassette.wasi.http;

import dev.wassette.component.host.Denials;
import dev.wassette.component.host.HostContext;
import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.policy.Grant;
import dev.wassette.wasi.http.gate.HttpGate;
import dev.wassette.wasi.http.types.OutgoingHandlerWit;
import dev.wassette.wasi.http.types.TypesWit;
import java.util.List;

/// The half of `wasi:http` 0.2 that a component imports to send requests.
public final class WasiHttp {
    private WasiHttp() {}

    /// {@return the interfaces for linking, besides those of wasi:io and wasi:clocks: the same for every instance}
    public static List<HostInterface> interfaces() {
        return List.of(TypesWit.declare(), OutgoingHandlerWit.declare());
    }

    /// Makes the state behind the interfaces for one instance.
    ///
    /// @param context one that WASI has been opened in; its [Denials] get the hosts that are refused
    /// @param grant what the instance may touch
    /// @return the context and this state
    public static HostContext open(HostContext context, Grant grant) {
        return context.with(HttpGate.class, new HttpGate(grant, context.get(Denials.class)));
    }
}
