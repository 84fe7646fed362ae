package dev.wassette.wasi.sockets;

import dev.wassette.component.host.Denial;
import dev.wassette.component.host.Denials;
import dev.wassette.component.host.HostContext;
import dev.wassette.component.testkit.host.HostDriver;
import dev.wassette.domain.policy.DefaultLimits;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.policy.IpAddress;
import dev.wassette.domain.policy.NetworkGrant;
import dev.wassette.domain.policy.NetworkPermission;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.Wasi;
import dev.wassette.wasi.clocks.Clocks;
import dev.wassette.wasi.gate.HostNames;
import dev.wassette.wasi.io.Io;
import dev.wassette.wasi.io.LookUps;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A guest that may use the network, with the steps that tests have in common.
final class SocketGuest implements AutoCloseable {
    static final String TCP = "wasi:sockets/tcp";
    static final String UDP = "wasi:sockets/udp";
    static final String STREAMS = "wasi:io/streams";
    private static final String LOOKUP = "wasi:sockets/ip-name-lookup";

    final HostContext context;
    final HostDriver host;
    final WitValue.Handle network;

    SocketGuest(NetworkGrant grant, HostNames names) {
        this(grant, names, new LookUps());
    }

    /// @param lookUps shared with other guests
    SocketGuest(NetworkGrant grant, HostNames names, LookUps lookUps) {
        HostContext open = Io.open(HostContext.empty().with(Denials.class, new Denials()).with(LookUps.class, lookUps),
                DefaultLimits.MAX_OPEN_HANDLES);
        open = Clocks.open(open, Grant.nothing());
        context = Sockets.open(open, Grant.nothing().with(grant), names);
        host = new HostDriver(Wasi.interfaces(), context);
        network = host.open("wasi:sockets/instance-network", "instance-network");
    }

    /// A guest without names.
    static SocketGuest allowed(String... hosts) {
        return new SocketGuest(grant(List.of(hosts), List.of()), resolver(Map.of()));
    }

    /// An entry that ends in `/` and a number is a range.
    static NetworkGrant grant(List<String> allow, List<String> deny) {
        return new NetworkGrant(permissions(allow), permissions(deny));
    }

    private static List<NetworkPermission> permissions(List<String> entries) {
        return entries.stream().<NetworkPermission>map(entry -> entry.matches("[0-9a-f.:]+/[0-9]+")
                ? new NetworkPermission.Cidr(entry) : new NetworkPermission.Host(entry)).toList();
    }

    static HostNames resolver(Map<String, List<String>> answers) {
        return name -> {
            List<String> found = answers.get(name);
            if (found == null) {
                throw new UnknownHostException(name);
            }
            return found.stream().map(literal -> IpAddress.parse(literal).orElseThrow()).toList();
        };
    }

    /// {@return the result of the last call, as the transcript has it}
    String said() {
        String last = host.transcript().lines().reduce((_, line) -> line).orElseThrow();
        return last.substring(last.indexOf(" -> ") + 4);
    }

    List<String> denials() {
        return context.get(Denials.class).list().stream().map(Denial::target).toList();
    }

    WitValue.Handle tcp() {
        return host.open("wasi:sockets/tcp-create-socket", "create-tcp-socket", new WitValue.Enum(0));
    }

    WitValue.Handle tcp6() {
        return host.open("wasi:sockets/tcp-create-socket", "create-tcp-socket", new WitValue.Enum(1));
    }

    WitValue.Handle udp() {
        return host.open("wasi:sockets/udp-create-socket", "create-udp-socket", new WitValue.Enum(0));
    }

    /// Calls a method of a socket and says how it ended.
    String tcp(WitValue.Handle socket, String method, WitValue... arguments) {
        return method(TCP, "tcp-socket", socket, method, arguments);
    }

    String udp(WitValue.Handle socket, String method, WitValue... arguments) {
        return method(UDP, "udp-socket", socket, method, arguments);
    }

    private String method(String interfaceName, String resource, WitValue.Handle self, String method,
            WitValue... arguments) {
        List<WitValue> all = new ArrayList<>(List.of(self));
        all.addAll(List.of(arguments));
        host.call(interfaceName, "[method]" + resource + "." + method, all.toArray(WitValue[]::new));
        return said();
    }

    /// {@return what `start-connect` says to an address}
    String startConnect(WitValue.Handle socket, WitValue address) {
        return tcp(socket, "start-connect", network, address);
    }

    /// Connects to a port of this machine.
    Connection connect(int port) {
        WitValue.Handle socket = tcp();
        startConnect(socket, v4("127.0.0.1", port));
        block(TCP, "tcp-socket", socket);
        WitValue streams = host.call(TCP, "[method]tcp-socket.finish-connect", socket).orElseThrow();
        if (!((WitValue.Result) streams).isOk()) {
            throw new AssertionError(said());
        }
        var tuple = (WitValue.Tuple) ((WitValue.Result) streams).payload().orElseThrow();
        return new Connection(socket, (WitValue.Handle) tuple.elements().getFirst(),
                (WitValue.Handle) tuple.elements().getLast());
    }

    /// A UDP socket with its streams.
    Datagrams bound(Optional<WitValue> peer) {
        WitValue.Handle socket = udp();
        udp(socket, "start-bind", network, v4("0.0.0.0", 0));
        udp(socket, "finish-bind");
        return streams(socket, peer);
    }

    Datagrams streams(WitValue.Handle socket, Optional<WitValue> peer) {
        var result = (WitValue.Result) host.call(UDP, "[method]udp-socket.stream", socket, new WitValue.Option(peer))
                .orElseThrow();
        if (!result.isOk()) {
            throw new AssertionError(said());
        }
        var tuple = (WitValue.Tuple) result.payload().orElseThrow();
        return new Datagrams(socket, (WitValue.Handle) tuple.elements().getFirst(),
                (WitValue.Handle) tuple.elements().getLast());
    }

    /// Waits until a resource is ready.
    void block(String interfaceName, String resource, WitValue.Handle self) {
        WitValue.Handle pollable = host.open(interfaceName, "[method]" + resource + ".subscribe", self);
        host.call("wasi:io/poll", "[method]pollable.block", pollable);
        host.drop(pollable);
    }

    boolean isReady(String interfaceName, String resource, WitValue.Handle self) {
        WitValue.Handle pollable = host.open(interfaceName, "[method]" + resource + ".subscribe", self);
        var ready = (WitValue.Bool) host.call("wasi:io/poll", "[method]pollable.ready", pollable).orElseThrow();
        host.drop(pollable);
        return ready.value();
    }

    /// Looks a name up and says what came of it: addresses with spaces between them, or how it ended.
    String lookUp(String name) {
        var result = (WitValue.Result) host.call(LOOKUP, "resolve-addresses", network, new WitValue.Str(name))
                .orElseThrow();
        if (!result.isOk()) {
            return said();
        }
        WitValue.Handle stream = HostDriver.handle(result);
        block(LOOKUP, "resolve-address-stream", stream);
        List<String> all = new ArrayList<>();
        do {
            host.call(LOOKUP, "[method]resolve-address-stream.resolve-next-address", stream);
            all.add(said());
        } while (said().startsWith("ok(some"));
        host.drop(stream);
        return String.join(" ", all);
    }

    record Connection(WitValue.Handle socket, WitValue.Handle input, WitValue.Handle output) {}

    record Datagrams(WitValue.Handle socket, WitValue.Handle incoming, WitValue.Handle outgoing) {}

    /// {@return what a read that waits gives: text, or how it ended}
    String read(Connection connection) {
        var result = (WitValue.Result) host.call(STREAMS, "[method]input-stream.blocking-read", connection.input(),
                new WitValue.U64(1 << 20)).orElseThrow();
        return result.payload().orElseThrow() instanceof WitValue.Bytes bytes
                ? new String(bytes.bytes(), StandardCharsets.UTF_8) : said();
    }

    String write(Connection connection, String text) {
        host.call(STREAMS, "[method]output-stream.blocking-write-and-flush", connection.output(),
                HostDriver.bytes(text));
        return said();
    }

    long permit(Connection connection) {
        var result = (WitValue.Result) host.call(STREAMS, "[method]output-stream.check-write", connection.output())
                .orElseThrow();
        return ((WitValue.U64) result.payload().orElseThrow()).bits();
    }

    void drop(Connection connection) {
        host.drop(connection.input());
        host.drop(connection.output());
        host.drop(connection.socket());
    }

    /// {@return an `ip-socket-address`}
    static WitValue v4(String address, int port) {
        byte[] bytes = IpAddress.parse(address).orElseThrow().bytes();
        var tuple = new WitValue.Tuple(IntStream.range(0, 4).<WitValue>mapToObj(i -> new WitValue.U8(bytes[i] & 0xff))
                .toList());
        return new WitValue.Variant(0, Optional.of(new WitValue.Record(List.of(new WitValue.U16(port), tuple))));
    }

    /// {@return an `ip-socket-address`}
    ///
    /// @param groups eight numbers in hexadecimal, with colons between them
    static WitValue v6(String groups, int port) {
        var tuple = new WitValue.Tuple(List.of(groups.split(":")).stream()
                .<WitValue>map(group -> new WitValue.U16(Integer.parseInt(group, 16))).toList());
        return new WitValue.Variant(1, Optional.of(new WitValue.Record(
                List.of(new WitValue.U16(port), new WitValue.U32(0), tuple, new WitValue.U32(0)))));
    }

    @Override
    public void close() {
        context.close();
    }
}
