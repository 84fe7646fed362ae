package dev.wassette.wasi.http;

import dev.wassette.component.host.Denials;
import dev.wassette.component.host.HostContext;
import dev.wassette.component.testkit.host.HostDriver;
import dev.wassette.domain.policy.Grant;
import dev.wassette.wasi.Wasi;
import dev.wassette.wasi.io.HostResources;
import java.util.stream.Stream;

/// What a test needs to be a guest that sends requests.
public final class HttpGuest {
    private final HostContext context = WasiHttp.open(
            Wasi.open(HostContext.empty(), Grant.nothing(), (channel, text) -> {}), Grant.nothing());
    private final HostDriver host = new HostDriver(
            Stream.concat(Wasi.interfaces().stream(), WasiHttp.interfaces().stream()).toList(), context);

    public HttpGuest() {}

    public HostDriver host() {
        return host;
    }

    public HostResources resources() {
        return context.get(HostResources.class);
    }

    public Denials denials() {
        return context.get(Denials.class);
    }
}
