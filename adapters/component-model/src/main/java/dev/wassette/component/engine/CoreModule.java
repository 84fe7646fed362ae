package dev.wassette.component.engine;

/// A compiled core module, ready to be instantiated in any number of stores. An engine's own implementation; nobody
/// else implements it.
public interface CoreModule extends AutoCloseable {
    /// Frees the code. No instance of it is used afterwards.
    @Override
    void close();
}
