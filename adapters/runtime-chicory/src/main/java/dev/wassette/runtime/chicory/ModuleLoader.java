package dev.wassette.runtime.chicory;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.internal.Compiler;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import dev.wassette.component.engine.CodeCache;
import dev.wassette.component.engine.InvalidCoreModule;

/// Turns the bytes of a core module into something that can be instantiated.
final class ModuleLoader {
    private final CodeCache cache;

    ModuleLoader(CodeCache cache) {
        this.cache = cache;
    }

    ChicoryModule load(byte[] wasm) throws InvalidCoreModule {
        try {
            WasmModule module = Parser.parse(wasm);
            var result = Compiler.builder(module)
                    .withClassName(GeneratedClasses.MAIN)
                    .withInterpreterFallback(InterpreterFallback.SILENT)
                    .withClassCollectorFactory(OperationPatch::new)
                    .build()
                    .compile();
            return Shape.of(module, new GeneratedClasses(result.classBytes(), module.typeSection().types()).machines());
        } catch (ChicoryException e) {
            throw new InvalidCoreModule("the core module is not valid: " + e.getMessage(), e);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError e) {
            throw new InvalidCoreModule("the core module cannot be read: " + e, e);
        }
    }
}
