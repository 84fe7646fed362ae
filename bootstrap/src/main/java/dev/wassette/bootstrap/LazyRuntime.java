package dev.wassette.bootstrap;

import dev.wassette.application.port.out.ComponentRuntime;
import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.engine.EngineUnavailable;
import dev.wassette.sandbox.SandboxedRuntime;
import java.util.Objects;
import java.util.function.Function;

/// Opens its engine when something has to be prepared: most commands only look at components. Safe for use by several
/// threads.
final class LazyRuntime implements ComponentRuntime, AutoCloseable {
    private final EngineOpener opener;
    private final Function<CoreEngine, ComponentRuntime> runtimes;
    private CoreEngine engine; // guarded by this; null until it is needed
    private ComponentRuntime runtime; // guarded by this; null until it is needed

    /// Opens the engine that the user asked for.
    @FunctionalInterface
    interface EngineOpener {
        CoreEngine open() throws EngineUnavailable;
    }

    /// @param opener is used once
    /// @param runtimes makes the runtime on an engine
    LazyRuntime(EngineOpener opener, Function<CoreEngine, ComponentRuntime> runtimes) {
        this.opener = Objects.requireNonNull(opener);
        this.runtimes = Objects.requireNonNull(runtimes);
    }

    @Override
    public Inspection inspect(byte[] bytes) {
        return SandboxedRuntime.decode(bytes);
    }

    @Override
    public Preparation prepare(byte[] bytes) {
        try {
            return runtime().prepare(bytes);
        } catch (EngineUnavailable e) {
            return new Refused(e.getMessage());
        }
    }

    private synchronized ComponentRuntime runtime() throws EngineUnavailable {
        if (runtime == null) {
            engine = opener.open();
            runtime = runtimes.apply(engine);
        }
        return runtime;
    }

    @Override
    public synchronized void close() {
        if (engine != null) {
            engine.close();
        }
    }
}
