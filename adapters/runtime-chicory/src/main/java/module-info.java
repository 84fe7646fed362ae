/// A core engine in pure Java, on Chicory: WebAssembly compiled to JVM bytecode, with the memory safety of the JVM.
module dev.wassette.runtime.chicory {
    requires dev.wassette.component;
    requires com.dylibso.chicory.compiler;
    requires com.dylibso.chicory.runtime;
    requires com.dylibso.chicory.wasm;

    provides dev.wassette.component.engine.CoreEngineProvider with
            dev.wassette.runtime.chicory.ChicoryEngineProvider;
}
