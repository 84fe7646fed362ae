package dev.wassette.wasi;

import dev.wassette.component.host.Denials;
import dev.wassette.component.host.GuestLog;
import dev.wassette.component.host.HostContext;
import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.policy.Grant;
import dev.wassette.wasi.cli.Cli;
import dev.wassette.wasi.clocks.Clocks;
import dev.wassette.wasi.config.Config;
import dev.wassette.wasi.filesystem.Filesystem;
import dev.wassette.wasi.gate.HostNames;
import dev.wassette.wasi.io.Io;
import dev.wassette.wasi.io.LookUps;
import dev.wassette.wasi.random.Random;
import dev.wassette.wasi.sockets.Sockets;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// WASI 0.2 without HTTP: the packages io, clocks, random, cli, filesystem and sockets, in every patch version of 0.2,
/// and the drafts of config.
public final class Wasi {
    private Wasi() {}

    /// {@return the interfaces for linking: the same for every instance}
    public static List<HostInterface> interfaces() {
        return Stream.of(Io.interfaces(), Clocks.interfaces(), Random.interfaces(), Cli.interfaces(),
                Filesystem.interfaces(), Sockets.interfaces(), Config.interfaces()).flatMap(List::stream).toList();
    }

    /// Makes the state behind the interfaces for one instance: clocks that start now, no open resources, and
    /// [Denials] that are empty.
    ///
    /// A guest that waits ends when its thread is interrupted: it traps with
    /// [dev.wassette.component.engine.Trap.Kind#INTERRUPTED].
    ///
    /// @param grant what the instance may touch
    /// @param log gets what the guest prints
    /// @return the context and this state
    public static HostContext open(HostContext context, Grant grant, GuestLog log) {
        return open(context, grant, log, _ -> {});
    }

    /// The same for a host that wants to know what it cannot give.
    ///
    /// @param warnings gets a line for each part of the grant that has no effect, such as a directory that is missing
    public static HostContext open(HostContext context, Grant grant, GuestLog log, Consumer<String> warnings) {
        return open(context, grant, log, warnings, new LookUps());
    }

    /// The same for a host with many instances, which share the places for look-ups of names.
    public static HostContext open(HostContext context, Grant grant, GuestLog log, Consumer<String> warnings,
            LookUps lookUps) {
        HostContext open = context.with(Denials.class, new Denials()).with(LookUps.class, lookUps);
        open = Io.open(open, grant.resources().openHandles());
        open = Clocks.open(open, grant);
        open = Random.open(open, grant);
        open = Cli.open(open, grant, log);
        open = Sockets.open(open, grant, HostNames.system());
        return Filesystem.open(open, grant, warnings);
    }
}
