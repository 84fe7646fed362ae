package dev.wassette.wasi.http;

import dev.wassette.component.host.Denials;
import dev.wassette.component.host.HostContext;
import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.policy.Grant;
import dev.wassette.wasi.http.gate.HttpGate;
import dev.wassette.wasi.http.gate.Resolver;
import dev.wassette.wasi.http.types.OutgoingHandlerWit;
import dev.wassette.wasi.http.types.TypesWit;
import dev.wassette.wasi.io.LookUps;
import dev.wassette.wasi.io.Waiting;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/// The half of `wasi:http` 0.2 that a component imports to send requests. Safe for use by several threads.
public final class WasiHttp {
    private final Resolver resolver;
    private final Supplier<SSLContext> tls;

    /// @param tls whom requests by `https` trust; asked when the first one is sent, by any thread
    public WasiHttp(Supplier<SSLContext> tls) {
        this(Resolver.SYSTEM, tls);
    }

    WasiHttp(Resolver resolver, Supplier<SSLContext> tls) {
        this.resolver = Objects.requireNonNull(resolver);
        this.tls = Objects.requireNonNull(tls);
    }

    /// {@return the interfaces for linking, besides those of wasi:io and wasi:clocks: the same for every instance}
    public static List<HostInterface> interfaces() {
        return List.of(TypesWit.declare(), OutgoingHandlerWit.declare());
    }

    /// Makes the state behind the interfaces for one instance. Closing the context ends its requests.
    ///
    /// @param context one that WASI has been opened in; its [Denials] get the hosts that are refused
    /// @param grant what the instance may touch
    /// @return the context and this state
    public HostContext open(HostContext context, Grant grant) {
        return context.with(HttpGate.class, new HttpGate(grant, context.get(Denials.class),
                context.get(Waiting.class)::ring, resolver, context.get(LookUps.class), tls));
    }
}
