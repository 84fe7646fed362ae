package dev.wassette.runtime.chicory;

import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import dev.wassette.component.engine.CodeCache;
import dev.wassette.component.engine.CodeKey;
import dev.wassette.component.engine.InvalidCoreModule;
import dev.wassette.domain.Digest;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;

/// Turns the bytes of a core module into something that can be instantiated: from the cache, or by compiling them.
/// Safe for use by several threads.
final class ModuleLoader {
    private static final int DIGITS = 16;

    private final CodeCache cache;
    private final String engine;
    private final int largest;

    /// @param largest as for [ChicoryEngine]
    ModuleLoader(CodeCache cache, int largest) {
        this.cache = cache;
        this.largest = largest;
        // code holds copies of our operations' calls, so it is as old as they are
        this.engine = ChicoryEngine.DESCRIPTION + ", operations "
                + Digest.of(OperationPatch.patched()).hex().substring(0, DIGITS);
    }

    ChicoryModule load(byte[] wasm, Digest name) throws InvalidCoreModule {
        ModuleBinary binary = ModuleBinary.read(wasm);
        CodeKey key = new CodeKey(engine, name);
        Optional<CompiledCode> kept = cache.find(key).flatMap(CompiledCode::decode);
        if (kept.isPresent()) {
            return contained(() -> module(binary, kept.get()));
        }
        CompiledCode code = contained(() -> compile(binary));
        ChicoryModule module = contained(() -> module(binary, code));
        cache.keep(key, ByteBuffer.wrap(code.encode()));
        return module;
    }

    /// One at a time: what compiling takes is bounded for one module only.
    private synchronized CompiledCode compile(ModuleBinary binary) {
        WasmModule skeleton = parse(binary, true);
        Features.check(skeleton);
        return ModuleCompiler.compile(binary, skeleton, largest);
    }

    private static ChicoryModule module(ModuleBinary binary, CompiledCode code) {
        WasmModule skeleton = parse(binary, false);
        GeneratedClasses classes = new GeneratedClasses(code.classes(), skeleton.typeSection().types());
        return Shape.of(skeleton, binary, new Machines(classes.machines(), largeFunctions(binary, code, skeleton)));
    }

    private static Optional<LargeFunction[]> largeFunctions(ModuleBinary binary, CompiledCode code, WasmModule skeleton) {
        if (code.interpreted().isEmpty()) {
            return Optional.empty();
        }
        ModuleTypes types = ModuleTypes.of(skeleton);
        LargeFunction[] functions = new LargeFunction[types.functionCount()];
        int imported = types.functionCount() - binary.functionCount();
        for (int position : code.interpreted()) {
            int function = imported + position;
            functions[function] = LargeFunctionTranslator.translate(binary.body(position), types, function);
        }
        return Optional.of(functions);
    }

    private static WasmModule parse(ModuleBinary binary, boolean validate) {
        byte[] skeleton = binary.skeleton(_ -> false);
        return Parser.builder().withValidation(validate).build().parse(() -> new ByteArrayInputStream(skeleton));
    }

    /// Chicory is not made for hostile modules and throws what it likes.
    private static <T> T contained(Supplier<T> task) throws InvalidCoreModule {
        try {
            return task.get();
        } catch (ChicoryException e) {
            throw new InvalidCoreModule("the core module is not valid: " + e.getMessage(), e);
        } catch (OutOfMemoryError e) {
            throw new InvalidCoreModule("the core module is too large for the memory of this JVM", e);
        } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
            throw new InvalidCoreModule("the core module cannot be compiled: " + e, e);
        }
    }
}
