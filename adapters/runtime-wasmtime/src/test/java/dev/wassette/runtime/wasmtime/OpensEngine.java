package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.CodeCache;
import dev.wassette.component.engine.CoreLimits;
import dev.wassette.component.engine.EngineOptions;

/// A program that opens an engine, compiles a module and ends; with an argument, without closing the engine.
final class OpensEngine {
    private OpensEngine() {}

    public static void main(String[] arguments) throws Exception {
        var options = new EngineOptions(CodeCache.none(), new CoreLimits(1 << 20, 100));
        var engine = new WasmtimeEngineProvider().open(options);
        engine.compile(Modules.read("names")).close();
        if (arguments.length == 0) {
            engine.close();
        }
    }
}
