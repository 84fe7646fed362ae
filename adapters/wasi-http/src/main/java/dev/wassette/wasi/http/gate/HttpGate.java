package dev.wassette.wasi.http.gate;

import dev.wassette.component.host.Denial;
import dev.wassette.component.host.Denials;
import dev.wassette.component.host.HostContext;
import dev.wassette.domain.policy.Grant;
import dev.wassette.wasi.http.message.BodyPipe;
import dev.wassette.wasi.http.message.ErrorCode.Kind;
import dev.wassette.wasi.http.message.HttpFailure;
import dev.wassette.wasi.http.message.HttpLimits;
import dev.wassette.wasi.http.message.PendingResponse;
import dev.wassette.wasi.http.message.PipeSpace;
import dev.wassette.wasi.http.message.Request;
import dev.wassette.wasi.io.LookUps;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/// Where every outgoing request has to pass: it goes to granted hosts and ports only, by granted schemes. Nothing is
/// added to a request beyond what the protocol needs; no cookies, no credentials, no proxy. Redirects are for the
/// guest to follow, with a request that is checked like any other. Used by the thread of the instance.
public final class HttpGate implements HostContext.HostPart {
    private final Grant grant;
    private final Denials denials;
    private final Runnable ring;
    private final Connector connector;
    private final PipeSpace incoming = new PipeSpace();
    private final PipeSpace outgoing = new PipeSpace();
    private final Set<Exchange> open = ConcurrentHashMap.newKeySet();

    /// @param ring called by other threads when the thread of the instance may have something to do
    /// @param tls asked when a request needs it; says whom to trust
    public HttpGate(Grant grant, Denials denials, Runnable ring, Resolver resolver, LookUps lookUps,
            Supplier<SSLContext> tls) {
        this.grant = Objects.requireNonNull(grant);
        this.denials = Objects.requireNonNull(denials);
        this.ring = Objects.requireNonNull(ring);
        this.connector = new Connector(grant, denials, resolver, lookUps, tls);
    }

    /// Sends a request.
    ///
    /// @throws HttpFailure `HTTP-request-denied` when the grant does not allow it, with a note of what it lacks;
    ///     `connection-limit-reached` when too many are under way
    public PendingResponse send(Request request) throws HttpFailure {
        try {
            check(request);
        } catch (HttpFailure e) {
            request.body().ifPresent(BodyPipe::abandon);
            throw e;
        }
        var exchange = new Exchange(grant, request, connector, incoming, ring, open::remove);
        open.add(exchange);
        exchange.start();
        return exchange;
    }

    private void check(Request request) throws HttpFailure {
        var authority = request.authority();
        if (!grant.network().allowsRequest(request.scheme(), authority.host(), authority.port())) {
            denials.add(new Denial(Denial.Permission.NETWORK, request.scheme() + "://" + authority.hostHeader()));
            throw HttpFailure.of(Kind.HTTP_REQUEST_DENIED);
        }
        if (open.size() >= HttpLimits.MAX_OPEN_REQUESTS) {
            throw HttpFailure.of(Kind.CONNECTION_LIMIT_REACHED);
        }
    }

    /// {@return the most bytes of the body of a request}
    public long maxRequestBody() {
        return grant.resources().requestBodyBytes();
    }

    /// {@return what the bodies of requests keep together}
    public PipeSpace outgoing() {
        return outgoing;
    }

    /// {@return how many requests are under way}
    int openRequests() {
        return open.size();
    }

    /// Cancels what is under way.
    @Override
    public void close() {
        open.forEach(Exchange::cancel);
    }
}
