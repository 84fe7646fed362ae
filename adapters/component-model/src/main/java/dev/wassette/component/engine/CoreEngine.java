package dev.wassette.component.engine;

import dev.wassette.domain.Digest;
import java.util.List;

/// Runs core WebAssembly modules: everything this project asks of a WebAssembly engine.
///
/// An engine owns no policy and no WASI. Modules, stores and instances belong to the engine that made them; giving
/// them to another one is an [IllegalArgumentException]. An engine and its modules are safe for use by several
/// threads; a store and all that is in it is used by one thread at a time, except for [CoreStore#interrupt].
public interface CoreEngine extends AutoCloseable {

    /// {@return name and version for people, such as `chicory 1.7.5`}
    String description();

    /// Validates and compiles a core module, or takes its code from the cache.
    ///
    /// @throws InvalidCoreModule when the module is not valid or uses what this engine cannot do
    default CoreModule compile(byte[] wasm) throws InvalidCoreModule {
        return compile(wasm, Digest.of(wasm));
    }

    /// The same for a caller who knows a digest that covers the module, and need not have it computed once more.
    ///
    /// @param name made from a digest of the module's bytes, or of more than them: the cache takes two modules of one name
    ///     for the same
    /// @throws InvalidCoreModule when the module is not valid or uses what this engine cannot do
    CoreModule compile(byte[] wasm, Digest name) throws InvalidCoreModule;

    /// Prepares host functions that any number of stores can then have at little cost ([CoreStore#bind]).
    ///
    /// @param types of the functions, of numeric types only
    HostFunctions prepareHostFunctions(List<CoreFunctionType> types);

    /// {@return a new, empty store}
    CoreStore newStore(CoreLimits limits);

    /// Frees what the engine holds, or lets the last of its stores do it: a guest that nobody waits for may still run, and
    /// is ended at its deadline. Closing twice does nothing.
    @Override
    void close();
}
