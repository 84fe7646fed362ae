package dev.wassette.wasi.http.gate;

import dev.wassette.component.host.Denial;
import dev.wassette.component.host.Denials;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.policy.IpAddress;
import dev.wassette.domain.policy.NetworkGrant;
import dev.wassette.wasi.http.message.Authority;
import dev.wassette.wasi.http.message.ErrorCode.Kind;
import dev.wassette.wasi.http.message.HttpFailure;
import dev.wassette.wasi.http.message.HttpLimits;
import dev.wassette.wasi.http.message.Request;
import dev.wassette.wasi.io.LookUps;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// Makes connections. A name is looked up once; each of its addresses is checked, and those that passed, as bytes, are
/// what is connected to. Nobody looks the name up again: not Java, and not TLS, which only compares it with the
/// certificate. No proxy stands between.
final class Connector {
    /// What a server name of TLS may look like (RFC 6066, 3, and RFC 1123).
    private static final Pattern SERVER_NAME = Pattern.compile("[a-z0-9.-]+");

    private final NetworkGrant network;
    private final Denials denials;
    private final Resolver resolver;
    private final Supplier<SSLContext> tls;
    private final LookUps lookUps;
    private final Semaphore own = new Semaphore(HttpLimits.MAX_LOOKUPS_AT_ONCE);

    /// @param lookUps of all instances
    Connector(Grant grant, Denials denials, Resolver resolver, LookUps lookUps, Supplier<SSLContext> tls) {
        this.network = grant.network();
        this.denials = denials;
        this.resolver = resolver;
        this.lookUps = lookUps;
        this.tls = tls;
    }

    /// Connects to the host of a request that was allowed.
    ///
    /// @throws InterruptedException when nobody wants the connection any more
    Connection connect(Request request) throws IOException, InterruptedException {
        var deadline = new Deadline(System.nanoTime() + request.timeouts().connect().toNanos());
        Socket transport = transport(addresses(request, deadline), request.authority(), deadline);
        try {
            return Connection.over(transport, request.isTls() ? secure(transport, request, deadline) : transport);
        } catch (IOException | RuntimeException e) {
            transport.close();
            throw e;
        }
    }

    /// A moment of [System#nanoTime].
    private record Deadline(long nanos) {
        Duration left() {
            return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
        }
    }

    private List<IpAddress> addresses(Request request, Deadline deadline) throws IOException, InterruptedException {
        Authority authority = request.authority();
        List<IpAddress> found = authority.literal().isPresent() ? List.of(authority.literal().get())
                : lookUp(authority.host(), deadline);
        List<IpAddress> allowed = found.stream()
                .filter(each -> network.allowsAddress(authority.host(), each, authority.port()))
                .limit(HttpLimits.MAX_TRIED_ADDRESSES)
                .toList();
        if (allowed.isEmpty()) {
            throw refused(request, found.getFirst());
        }
        return allowed;
    }

    private HttpFailure refused(Request request, IpAddress address) {
        denials.add(new Denial(Denial.Permission.NETWORK,
                request.scheme() + "://" + request.authority().with(address).hostHeader()));
        return HttpFailure.of(Kind.HTTP_REQUEST_DENIED);
    }

    /// The system's resolver blocks in native code and hears no interrupt, so it gets a thread that may stay behind.
    private List<IpAddress> lookUp(String name, Deadline deadline) throws IOException, InterruptedException {
        takePlaces(deadline);
        var lookUp = new FutureTask<>(() -> resolver.resolve(name));
        Thread.ofPlatform().daemon().name("look up " + name).start(() -> {
            lookUp.run();
            lookUps.giveBack();
            own.release();
        });
        try {
            InetAddress[] found = lookUp.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
            if (found.length == 0) {
                throw Failures.CONNECTING.of(new UnknownHostException(name));
            }
            return Arrays.stream(found).map(each -> IpAddress.of(each.getAddress())).distinct().toList();
        } catch (TimeoutException e) {
            throw HttpFailure.of(Kind.DNS_TIMEOUT);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw Failures.CONNECTING.of(cause);
            }
            throw new IllegalStateException("the resolver failed", e.getCause());
        }
    }

    private void takePlaces(Deadline deadline) throws IOException, InterruptedException {
        boolean taken = own.tryAcquire(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        boolean both = false;
        try {
            both = taken && lookUps.take(deadline.left());
        } finally {
            if (taken && !both) {
                own.release();
            }
        }
        if (!both) {
            throw HttpFailure.of(Kind.DNS_TIMEOUT);
        }
    }

    /// Tries the addresses in turn, each with its share of the time that is left.
    private Socket transport(List<IpAddress> addresses, Authority authority, Deadline deadline) throws IOException {
        HttpFailure last = null;
        for (int i = 0; i < addresses.size(); i++) {
            try {
                return transport(addresses.get(i), authority, deadline.left().dividedBy(addresses.size() - i));
            } catch (IOException e) {
                last = Failures.CONNECTING.of(e);
            }
        }
        throw last;
    }

    private Socket transport(IpAddress address, Authority authority, Duration time) throws IOException {
        var socket = new Socket(Proxy.NO_PROXY);
        try {
            socket.setTcpNoDelay(true);
            InetAddress checked = InetAddress.getByAddress(authority.host(), address.bytes());
            socket.connect(new InetSocketAddress(checked, authority.port()), millis(time));
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /// Speaks TLS over the connection. The certificate has to be valid for the name.
    private Socket secure(Socket transport, Request request, Deadline deadline) throws IOException {
        Authority authority = request.authority();
        var socket = (SSLSocket) tls.get().getSocketFactory()
                .createSocket(transport, authority.host(), authority.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        boolean hasServerName = authority.literal().isEmpty() && SERVER_NAME.matcher(authority.host()).matches();
        parameters.setServerNames(hasServerName ? List.of(new SNIHostName(authority.host())) : List.of());
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(millis(deadline.left()));
        handshake(socket, transport, deadline);
        return socket;
    }

    /// A server that sends its part byte by byte lets no single read take too long, so a guard ends the connection.
    private static void handshake(SSLSocket socket, Socket transport, Deadline deadline) throws IOException {
        Thread guard = Thread.ofVirtual().name("deadline of a handshake").start(() -> closeAt(deadline, transport));
        try {
            socket.startHandshake();
        } catch (IOException e) {
            throw deadline.left().isZero() ? HttpFailure.of(Kind.CONNECTION_TIMEOUT) : Failures.SECURING.of(e);
        } finally {
            guard.interrupt();
        }
    }

    private static void closeAt(Deadline deadline, Socket transport) {
        try {
            Thread.sleep(deadline.left());
            transport.close();
        } catch (InterruptedException | IOException e) {
            // the handshake is over, or the connection is
        }
    }

    /// Java takes 0 for no limit.
    private static int millis(Duration duration) {
        return Math.toIntExact(Math.max(1, duration.toMillis()));
    }
}
