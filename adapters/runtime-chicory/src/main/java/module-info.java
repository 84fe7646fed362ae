/// A core engine in pure Java, on Chicory.
module dev.wassette.runtime.chicory {
    requires dev.wassette.component;
    requires com.dylibso.chicory.compiler;
    requires com.dylibso.chicory.runtime;
    requires com.dylibso.chicory.wasm;
}
