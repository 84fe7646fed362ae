package dev.wassette.wasi;

import dev.wassette.component.host.GuestLog;
import dev.wassette.component.host.HostContext;
import dev.wassette.component.testkit.host.HostDriver;
import dev.wassette.domain.policy.Grant;
import java.util.ArrayList;
import java.util.List;

/// What a test needs to be a guest: a context as every call gets it, and what was printed.
public final class Guest {
    public final List<String> printed = new ArrayList<>();
    public final HostContext context;
    public final HostDriver host;

    /// A guest without any permission.
    public Guest() {
        this(Grant.nothing());
    }

    public Guest(Grant grant) {
        context = Wasi.open(HostContext.empty(), grant, this::print);
        host = new HostDriver(Wasi.interfaces(), context);
    }

    private void print(GuestLog.Channel channel, String text) {
        printed.add(channel + ": " + text);
    }
}
