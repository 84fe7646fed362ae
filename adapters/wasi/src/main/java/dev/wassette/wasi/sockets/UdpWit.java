package dev.wassette.wasi.sockets;

import static dev.wassette.component.host.WitTypes.borrow;
import static dev.wassette.component.host.WitTypes.field;
import static dev.wassette.component.host.WitTypes.list;
import static dev.wassette.component.host.WitTypes.option;
import static dev.wassette.component.host.WitTypes.own;
import static dev.wassette.component.host.WitTypes.record;
import static dev.wassette.component.host.WitTypes.result;
import static dev.wassette.component.host.WitTypes.resultError;
import static dev.wassette.component.host.WitTypes.tuple;
import static dev.wassette.domain.wit.WitType.Primitive.U64;
import static dev.wassette.domain.wit.WitType.Primitive.U8;
import static dev.wassette.wasi.sockets.NetworkWit.ERROR_CODE;
import static dev.wassette.wasi.sockets.NetworkWit.IP_ADDRESS_FAMILY;
import static dev.wassette.wasi.sockets.NetworkWit.IP_SOCKET_ADDRESS;
import static dev.wassette.wasi.sockets.NetworkWit.NETWORK;

import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.WitType;
import dev.wassette.wasi.io.HostResource;
import dev.wassette.wasi.io.PollWit;
import dev.wassette.wasi.io.Wasi02;

/// `wasi:sockets/udp`.
final class UdpWit {
    private UdpWit() {}

    private static final String NAME = "wasi:sockets/udp";
    static final ResourceType.Host UDP_SOCKET = new ResourceType.Host(NAME, "udp-socket");
    private static final ResourceType.Host INCOMING = new ResourceType.Host(NAME, "incoming-datagram-stream");
    private static final ResourceType.Host OUTGOING = new ResourceType.Host(NAME, "outgoing-datagram-stream");
    private static final WitType DONE = resultError(ERROR_CODE);
    private static final WitType INCOMING_DATAGRAM =
            record(field("data", list(U8)), field("remote-address", IP_SOCKET_ADDRESS));
    private static final WitType OUTGOING_DATAGRAM =
            record(field("data", list(U8)), field("remote-address", option(IP_SOCKET_ADDRESS)));

    static HostInterface declare() {
        HostInterface.Builder udp = Wasi02.wasi02(NAME).resource("udp-socket", HostResource::drop)
                .resource("incoming-datagram-stream", HostResource::drop)
                .resource("outgoing-datagram-stream", HostResource::drop);
        declareSocket(udp);
        declareOption(udp, "unicast-hop-limit", U8);
        declareOption(udp, "receive-buffer-size", U64);
        declareOption(udp, "send-buffer-size", U64);
        return udp
                .method(INCOMING, "receive").param("max-results", U64)
                .returns(result(list(INCOMING_DATAGRAM), ERROR_CODE)).body(Sockets::never)
                .method(INCOMING, "subscribe").returns(own(PollWit.POLLABLE)).body(Sockets::never)
                .method(OUTGOING, "check-send").returns(result(U64, ERROR_CODE)).body(Sockets::never)
                .method(OUTGOING, "send").param("datagrams", list(OUTGOING_DATAGRAM))
                .returns(result(U64, ERROR_CODE)).body(Sockets::never)
                .method(OUTGOING, "subscribe").returns(own(PollWit.POLLABLE)).body(Sockets::never)
                .build();
    }

    private static void declareSocket(HostInterface.Builder udp) {
        udp.method(UDP_SOCKET, "start-bind").param("network", borrow(NETWORK))
                .param("local-address", IP_SOCKET_ADDRESS).returns(DONE).body(Sockets::never)
                .method(UDP_SOCKET, "finish-bind").returns(DONE).body(Sockets::never)
                .method(UDP_SOCKET, "stream").param("remote-address", option(IP_SOCKET_ADDRESS))
                .returns(result(tuple(own(INCOMING), own(OUTGOING)), ERROR_CODE)).body(Sockets::never)
                .method(UDP_SOCKET, "local-address").returns(result(IP_SOCKET_ADDRESS, ERROR_CODE))
                .body(Sockets::never)
                .method(UDP_SOCKET, "remote-address").returns(result(IP_SOCKET_ADDRESS, ERROR_CODE))
                .body(Sockets::never)
                .method(UDP_SOCKET, "address-family").returns(IP_ADDRESS_FAMILY).body(Sockets::never)
                .method(UDP_SOCKET, "subscribe").returns(own(PollWit.POLLABLE)).body(Sockets::never);
    }

    private static void declareOption(HostInterface.Builder udp, String option, WitType type) {
        udp.method(UDP_SOCKET, option).returns(result(type, ERROR_CODE)).body(Sockets::never)
                .method(UDP_SOCKET, "set-" + option).param("value", type).returns(DONE).body(Sockets::never);
    }
}
