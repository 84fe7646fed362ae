/// A core engine on the native library that wasmtime-java bundles.
module dev.wassette.runtime.wasmtime {
    requires dev.wassette.component;
    requires wasmtime.java;
    requires org.slf4j;
}
