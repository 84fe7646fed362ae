/// A core engine on a C library of Wasmtime that is on the machine.
module dev.wassette.runtime.wasmtime.ffm {
    requires dev.wassette.component;

    provides dev.wassette.component.engine.CoreEngineProvider with
            dev.wassette.runtime.wasmtime.ffm.LibraryEngineProvider;
}
