package dev.wassette.runtime.wasmtime.ffm;

import dev.wassette.component.engine.CoreModule;
import dev.wassette.component.engine.Lease;
import dev.wassette.domain.Digest;

/// A module and its code.
final class LibraryModule implements CoreModule {
    private final LibraryEngine engine;
    private final ModuleOutline outline;
    private final Digest name;
    private final long pointer;
    private final Lease lease;

    /// @param pointer a `wasmtime_module_t`, owned by this
    /// @param engineUse ended when the module is closed
    LibraryModule(LibraryEngine engine, ModuleOutline outline, Digest name, long pointer, Lease.Use engineUse) {
        this.engine = engine;
        this.outline = outline;
        this.name = name;
        this.pointer = pointer;
        this.lease = new Lease("the module", () -> {
            engine.api().moduleDelete(pointer);
            engineUse.close();
        });
    }

    LibraryEngine engine() {
        return engine;
    }

    ModuleOutline outline() {
        return outline;
    }

    /// {@return what the cache knows it by}
    Digest name() {
        return name;
    }

    /// To be held while [#pointer] is used.
    Lease lease() {
        return lease;
    }

    long pointer() {
        return pointer;
    }

    @Override
    public void close() {
        lease.close();
    }
}
