package dev.wassette.wasi.sockets;

import dev.wassette.wasi.io.HostResource;
import dev.wassette.wasi.io.HostResources;

/// `wasi:sockets/network.network`: the one that the grant describes.
final class Network extends HostResource {
    Network(HostResources resources) {
        super(NetworkWit.NETWORK, resources);
    }
}
