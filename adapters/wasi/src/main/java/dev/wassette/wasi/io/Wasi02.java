package dev.wassette.wasi.io;

import dev.wassette.component.host.HostInterface;

/// The release of WASI that the interfaces here belong to. Its patch versions only add functions, so one
/// implementation that knows the newest of them serves all.
public final class Wasi02 {
    private Wasi02() {}

    /// {@return a builder of an interface that serves every version 0.2.N}
    ///
    /// @param name without a version, such as `wasi:io/poll`
    public static HostInterface.Builder wasi02(String name) {
        return HostInterface.named(name, HostInterface.patchesOf("0.2"));
    }
}
