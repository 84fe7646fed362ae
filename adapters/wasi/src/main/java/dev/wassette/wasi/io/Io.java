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
    public static HostContext open(HostContext context) {
        return context.with(HostResources.class, new HostResources()).with(Waiting.class, new Waiting());
    }
}
