package dev.wassette.wasi.http;

import dev.wassette.component.host.Denials;
import dev.wassette.component.host.HostContext;
import dev.wassette.component.testkit.host.HostDriver;
import dev.wassette.domain.policy.Grant;
import dev.wassette.wasi.Wasi;
import dev.wassette.wasi.http.gate.Resolver;
import dev.wassette.wasi.io.HostResources;
import dev.wassette.wasi.io.LookUps;
import java.security.NoSuchAlgorithmException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/// What a test needs to be a guest that sends requests.
public final class HttpGuest implements AutoCloseable {
    private final HostContext context;
    private final HostDriver host;

    /// A guest that may do nothing.
    public HttpGuest() {
        this(Grant.nothing());
    }

    public HttpGuest(Grant grant) {
        this(grant, Resolver.SYSTEM, HttpGuest::platform);
    }

    public HttpGuest(Grant grant, Resolver resolver, Supplier<SSLContext> tls) {
        this(grant, resolver, tls, new LookUps());
    }

    /// @param lookUps shared with other guests
    public HttpGuest(Grant grant, Resolver resolver, Supplier<SSLContext> tls, LookUps lookUps) {
        HostContext open = Wasi.open(HostContext.empty(), grant, (channel, text) -> {}, _ -> {}, lookUps);
        context = new WasiHttp(resolver, tls).open(open, grant);
        host = new HostDriver(
                Stream.concat(Wasi.interfaces().stream(), WasiHttp.interfaces().stream()).toList(), context);
    }

    private static SSLContext platform() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public HostDriver host() {
        return host;
    }

    /// {@return a caller that keeps no transcript}
    public Caller caller() {
        return new Caller(context);
    }

    public <T> T part(Class<T> type) {
        return context.get(type);
    }

    public HostResources resources() {
        return context.get(HostResources.class);
    }

    public Denials denials() {
        return context.get(Denials.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
