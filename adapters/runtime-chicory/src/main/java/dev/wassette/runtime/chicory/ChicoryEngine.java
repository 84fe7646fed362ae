package dev.wassette.runtime.chicory;

import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.engine.CoreFunctionType;
import dev.wassette.component.engine.CoreLimits;
import dev.wassette.component.engine.CoreModule;
import dev.wassette.component.engine.CoreStore;
import dev.wassette.component.engine.EngineOptions;
import dev.wassette.component.engine.HostFunctions;
import dev.wassette.component.engine.InvalidCoreModule;
import dev.wassette.domain.Digest;
import java.util.List;

/// The Chicory engine. Holds one daemon thread that watches deadlines, started when the first one is set.
final class ChicoryEngine implements CoreEngine {
    /// Part of every cache key: code compiled by another version, or laid out in another way, is not found.
    static final String DESCRIPTION = "chicory 1.7.5";

    private final ModuleLoader loader;
    private final Deadlines deadlines = new Deadlines();

    ChicoryEngine(EngineOptions options) {
        this(options, ChicoryLimits.MAX_COMPILED_BYTES);
    }

    /// @param largest how many bytes the body of a function may have to be compiled; others are interpreted
    ChicoryEngine(EngineOptions options, int largest) {
        this.loader = new ModuleLoader(options.codeCache(), largest);
    }

    @Override
    public String description() {
        return DESCRIPTION;
    }

    @Override
    public CoreModule compile(byte[] wasm, Digest name) throws InvalidCoreModule {
        return loader.load(wasm, name);
    }

    @Override
    public HostFunctions prepareHostFunctions(List<CoreFunctionType> types) {
        return PreparedFunctions.of(types);
    }

    @Override
    public CoreStore newStore(CoreLimits limits) {
        return new ChicoryStore(limits, deadlines);
    }

    @Override
    public void close() {
        deadlines.close();
    }
}
