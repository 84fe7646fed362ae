/// A core engine on the native library that wasmtime-java bundles.
module dev.wassette.runtime.wasmtime {
    requires dev.wassette.component;
    requires wasmtime.java;
    requires org.slf4j;

    provides dev.wassette.component.engine.CoreEngineProvider with
            dev.wassette.runtime.wasmtime.WasmtimeEngineProvider;
}
