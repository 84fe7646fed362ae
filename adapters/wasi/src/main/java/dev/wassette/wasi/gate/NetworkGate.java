package dev.wassette.wasi.gate;

import dev.wassette.component.host.Denial;
import dev.wassette.component.host.Denials;
import dev.wassette.component.host.HostContext;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.policy.IpAddress;
import dev.wassette.domain.policy.NetworkGrant;
import dev.wassette.wasi.io.LookUps;
import dev.wassette.wasi.io.Waiting;
import dev.wassette.wasi.limits.WasiLimits;
import java.io.IOException;
import java.net.IDN;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// TCP, UDP and the look-up of names for one instance. Every address that bytes go to or come from passes [#allows]:
/// the grant names it, or it is the answer to a look-up of a name that the grant names. Names are resolved once; there
/// is no second answer that could differ from the one that was judged.
///
/// Used by the thread of the instance.
public final class NetworkGate implements HostContext.HostPart {
    private final NetworkGrant network;
    private final Grant grant;
    private final Denials denials;
    private final Waiting waiting;
    private final HostNames names;
    private final LookUps lookUps;
    private final SocketEvents events;
    private final Map<IpAddress, Set<String>> namesOf = new HashMap<>(); // guarded by itself; look-ups answer late
    private ThreadPoolExecutor resolvers; // null before the first look-up
    private int sockets;
    private int lookups;

    public NetworkGate(Grant grant, Denials denials, Waiting waiting, HostNames names, LookUps lookUps) {
        this.grant = Objects.requireNonNull(grant);
        this.network = grant.network();
        this.denials = Objects.requireNonNull(denials);
        this.waiting = Objects.requireNonNull(waiting);
        this.names = Objects.requireNonNull(names);
        this.lookUps = Objects.requireNonNull(lookUps);
        this.events = new SocketEvents(grant, waiting);
    }

    /// Opens a TCP socket.
    ///
    /// @throws NetworkFailure when the instance has too many, or the system does not have the family
    public TcpConnection openTcp(boolean v6) throws NetworkFailure {
        return open(() -> new TcpConnection(grant, events, v6, this::closed));
    }

    /// Opens a UDP socket, or fails as [#openTcp] does.
    public UdpPort openUdp(boolean v6) throws NetworkFailure {
        return open(() -> new UdpPort(grant, events, this::isAllowed, v6, this::closed));
    }

    private <T> T open(Opening<T> opening) throws NetworkFailure {
        if (sockets == WasiLimits.MAX_SOCKETS) {
            throw new NetworkFailure(NetworkError.NEW_SOCKET_LIMIT);
        }
        try {
            T socket = opening.open();
            sockets++;
            return socket;
        } catch (UnsupportedOperationException e) {
            throw new NetworkFailure(NetworkError.NOT_SUPPORTED);
        } catch (IOException e) {
            throw NetworkFailure.of(e);
        }
    }

    private interface Opening<T> {
        T open() throws IOException;
    }

    private void closed() {
        sockets--;
    }

    /// Connects to a peer.
    ///
    /// @throws NetworkFailure `access-denied` when the grant does not allow it
    public void connect(TcpConnection connection, Endpoint peer) throws NetworkFailure {
        requireAllowed(peer);
        connection.connect(peer);
    }

    /// Refuses a peer that the grant does not allow, and keeps the denial for the user.
    ///
    /// @throws NetworkFailure `access-denied`
    public void requireAllowed(Endpoint peer) throws NetworkFailure {
        if (!isAllowed(peer)) {
            String host = namesOf(peer.address()).stream().findFirst().orElseGet(() -> literal(peer.address()));
            deny(host + ":" + peer.port());
        }
    }

    private boolean isAllowed(Endpoint peer) {
        return network.allowsPeer(peer.address(), peer.port()) || namesOf(peer.address()).stream()
                .anyMatch(name -> network.allowsPeer(name, peer.address(), peer.port()));
    }

    private Set<String> namesOf(IpAddress address) {
        synchronized (namesOf) {
            return Set.copyOf(namesOf.getOrDefault(address, Set.of()));
        }
    }

    private void deny(String target) throws NetworkFailure {
        denials.add(new Denial(Denial.Permission.NETWORK, target));
        throw new NetworkFailure(NetworkError.ACCESS_DENIED);
    }

    /// Asks for the addresses of a name; rings when they are there.
    ///
    /// @param name in Unicode or ASCII, or an IP literal, which is answered at once
    /// @throws NetworkFailure when the name is none, or the grant does not allow it
    public Lookup lookUp(String name) throws NetworkFailure {
        String ascii = ascii(name);
        if (!network.allowsLookup(ascii)) {
            deny(ascii);
        }
        if (lookups == WasiLimits.MAX_LOOKUPS) {
            throw new NetworkFailure(NetworkError.TEMPORARY_RESOLVER_FAILURE);
        }
        lookups++;
        Lookup lookup = new Lookup(grant);
        Optional<IpAddress> literal = IpAddress.parse(ascii);
        if (literal.isPresent()) {
            lookup.answer(List.of(literal.get()));
        } else {
            resolvers().execute(() -> resolve(ascii, lookup));
        }
        return lookup;
    }

    private static String literal(IpAddress address) {
        return address.v6() ? "[" + address + "]" : address.toString();
    }

    /// The converted name is what is judged and what is resolved.
    private static String ascii(String name) throws NetworkFailure {
        if (name.length() > WasiLimits.MAX_NAME_LENGTH) { // Java converts no name of any length in any time
            throw new NetworkFailure(NetworkError.INVALID_ARGUMENT);
        }
        try {
            String ascii = IpAddress.parse(name).isPresent() ? name : IDN.toASCII(name).toLowerCase(Locale.ROOT);
            String host = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
            if (host.isEmpty() || host.length() > WasiLimits.MAX_NAME_LENGTH || !host.matches("[a-z0-9._:-]+")) {
                throw new NetworkFailure(NetworkError.INVALID_ARGUMENT);
            }
            return host;
        } catch (IllegalArgumentException e) {
            throw new NetworkFailure(NetworkError.INVALID_ARGUMENT);
        }
    }

    private ThreadPoolExecutor resolvers() {
        if (resolvers == null) {
            resolvers = new ThreadPoolExecutor(WasiLimits.MAX_LOOKUPS_AT_ONCE, WasiLimits.MAX_LOOKUPS_AT_ONCE, 0,
                    TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                    Thread.ofPlatform().daemon().name("names for a guest").factory());
        }
        return resolvers;
    }

    private void resolve(String name, Lookup lookup) {
        try {
            lookUps.take();
        } catch (InterruptedException _) {
            return; // the call has ended
        }
        try {
            List<IpAddress> found = names.resolve(name).stream().distinct().limit(WasiLimits.MAX_ADDRESSES).toList();
            synchronized (namesOf) {
                found.forEach(each -> namesOf.computeIfAbsent(each, _ -> new LinkedHashSet<>()).add(name));
            }
            lookup.answer(found);
        } catch (UnknownHostException e) {
            lookup.fail(NetworkError.NAME_UNRESOLVABLE);
        } catch (RuntimeException e) {
            lookup.fail(NetworkError.PERMANENT_RESOLVER_FAILURE);
            throw e;
        } finally {
            lookUps.giveBack();
            waiting.ring();
        }
    }

    /// Closes every socket. A look-up under way ends by itself, and nobody sees its answer.
    @Override
    public void close() {
        events.close();
        if (resolvers != null) {
            resolvers.shutdownNow();
        }
    }
}
