package dev.wassette.runtime.wasmtime.ffm;

import dev.wassette.component.engine.CodeCache;
import dev.wassette.component.engine.CodeKey;
import dev.wassette.component.engine.InvalidCoreModule;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Compiles modules, or takes their code from a cache: mapped where that keeps files, else copied.
final class Compiler {

    /// What compiling a module may need; the caller's thread may be a virtual one.
    private static final long STACK_BYTES = 16L << 20;

    private final CApi api;
    private final Faults faults;
    private final long engine;
    private final CodeCache cache;

    /// @param engine a `wasm_engine_t`
    Compiler(CApi api, long engine, CodeCache cache) {
        this.api = api;
        this.faults = new Faults(api, STACK_BYTES);
        this.engine = engine;
        this.cache = cache;
    }

    /// What is compiled. Made only where it is.
    @FunctionalInterface
    interface Source {
        byte[] wasm() throws InvalidCoreModule;
    }

    /// {@return a `wasmtime_module_t`, owned by the caller}
    long compile(CodeKey key, Source source) throws InvalidCoreModule {
        Optional<Long> kept = cache.findFile(key).flatMap(this::map);
        if (kept.isEmpty()) {
            kept = cache.find(key).flatMap(this::copy);
        }
        return kept.isPresent() ? kept.get() : compileAndKeep(key, source.wasm());
    }

    /// {@return a module of this engine with the code of one of another engine, owned by the caller}
    ///
    /// @param module a `wasmtime_module_t` of an engine that differs in nothing that code depends on
    long adopt(CodeKey key, long module) {
        return cache.findFile(key).flatMap(this::map).orElseGet(() -> copyOf(module));
    }

    private long copyOf(long module) {
        try (Arena arena = Arena.ofConfined()) {
            long bytes = arena.allocate(Layouts.VEC, 8).address();
            requireNoError(api.moduleSerialize(module, bytes));
            try {
                long out = arena.allocate(8, 8).address();
                requireNoError(api.moduleDeserialize(engine, Native.word(bytes + Layouts.VEC_DATA), Native.word(bytes), out));
                return Native.word(out);
            } finally {
                api.byteVecDelete(bytes);
            }
        }
    }

    private void requireNoError(long error) {
        if (error != 0) {
            throw new IllegalStateException("a module could not be copied: " + faults.takeError(error));
        }
    }

    private Optional<Long> map(String path) {
        try (Arena arena = Arena.ofConfined()) {
            long out = arena.allocate(8, 8).address();
            long name = arena.allocateFrom(path, StandardCharsets.UTF_8).address();
            return ifNoError(api.moduleDeserializeFile(engine, name, out), out);
        }
    }

    private Optional<Long> copy(byte[] code) {
        if (!CompiledForm.isWhole(ByteBuffer.wrap(code))) {
            return Optional.empty();
        }
        try (Arena arena = Arena.ofConfined()) {
            long out = arena.allocate(8, 8).address();
            MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, code);
            return ifNoError(api.moduleDeserialize(engine, bytes.address(), code.length, out), out);
        }
    }

    /// Code of another version or another processor is an error, after which the module is compiled again.
    private Optional<Long> ifNoError(long error, long out) {
        if (error != 0) {
            api.errorDelete(error);
            return Optional.empty();
        }
        return Optional.of(Native.word(out));
    }

    private long compileAndKeep(CodeKey key, byte[] wasm) throws InvalidCoreModule {
        long module = compileOnLargeStack(wasm);
        try (Arena arena = Arena.ofConfined()) {
            long bytes = arena.allocate(Layouts.VEC, 8).address();
            long error = api.moduleSerialize(module, bytes);
            if (error == 0) {
                cache.keep(key, Native.view(Native.word(bytes + Layouts.VEC_DATA), Native.word(bytes)).asByteBuffer());
                api.byteVecDelete(bytes);
            } else {
                api.errorDelete(error);
            }
        }
        return module;
    }

    private long compileOnLargeStack(byte[] wasm) throws InvalidCoreModule {
        var compiled = new AtomicReference<Long>();
        var failed = new AtomicReference<Throwable>();
        Thread compiler = new Thread(null, () -> {
            try {
                compiled.set(compile(wasm));
            } catch (Throwable e) {
                failed.set(e);
            }
        }, "wasmtime-compiler", STACK_BYTES);
        compiler.start();
        awaitEnd(compiler);
        return switch (failed.get()) {
            case null -> compiled.get();
            case InvalidCoreModule e -> throw new InvalidCoreModule(e.getMessage(), e);
            case Throwable e -> throw new IllegalStateException("failed to compile a module", e);
        };
    }

    private long compile(byte[] wasm) throws InvalidCoreModule {
        try (Arena arena = Arena.ofConfined()) {
            long out = arena.allocate(8, 8).address();
            MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, wasm);
            long error = api.moduleNew(engine, bytes.address(), wasm.length, out);
            if (error != 0) {
                throw new InvalidCoreModule(faults.takeError(error), null);
            }
            return Native.word(out);
        }
    }

    /// An interrupt is kept for later: half a compilation is of no use.
    private static void awaitEnd(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
