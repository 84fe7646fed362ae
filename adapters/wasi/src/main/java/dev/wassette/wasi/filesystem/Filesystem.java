package dev.wassette.wasi.filesystem;

import static dev.wassette.component.host.WitTypes.list;
import static dev.wassette.component.host.WitTypes.own;
import static dev.wassette.component.host.WitTypes.tuple;
import static dev.wassette.domain.wit.WitType.Primitive.STRING;

import dev.wassette.component.host.Denials;
import dev.wassette.component.host.HostCall;
import dev.wassette.component.host.HostContext;
import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.gate.files.FileGate;
import dev.wassette.wasi.io.HostResources;
import dev.wassette.wasi.io.Wasi02;
import java.util.List;
import java.util.function.Consumer;

/// The package `wasi:filesystem`.
public final class Filesystem {
    private Filesystem() {}

    public static List<HostInterface> interfaces() {
        return List.of(TypesWit.declare(), preopens());
    }

    /// {@return the context with what one instance needs of this package}
    ///
    /// @param warnings gets a line for each granted directory that cannot be given
    public static HostContext open(HostContext context, Grant grant, Consumer<String> warnings) {
        return context.with(FileGate.class, new FileGate(grant, context.get(Denials.class), warnings));
    }

    private static HostInterface preopens() {
        return Wasi02.wasi02("wasi:filesystem/preopens")
                .func("get-directories").returns(list(tuple(own(TypesWit.DESCRIPTOR), STRING)))
                .body(Filesystem::directories)
                .build();
    }

    private static WitValue directories(HostCall call) {
        return new WitValue.ListOf(call.part(FileGate.class).directories().stream()
                .<WitValue>map(preopen -> new WitValue.Tuple(List.of(
                        new Descriptor(call.part(HostResources.class), preopen.directory()).handle(),
                        new WitValue.Str(preopen.path()))))
                .toList());
    }
}
