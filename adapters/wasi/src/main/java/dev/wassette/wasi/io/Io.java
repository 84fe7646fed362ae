package dev.wassette.wasi.io;

import dev.wassette.component.host.HostContext;
import dev.wassette.component.host.HostInterface;
import java.util.List;

/// The package `wasi:io`.
public final class Io {
    private Io() {}

    public static List<HostInterface> interfaces() {
        return List.of(ErrorWit.declare(), PollWit.declare(), StreamsWit.declare());
    }

    /// {@return the context with what one instance needs of this package}
    ///
    /// @param resources how many resources of the host the instance may hold at a time
    public static HostContext open(HostContext context, int resources) {
        return context.with(HostResources.class, new HostResources(resources)).with(Waiting.class, new Waiting());
    }
}
