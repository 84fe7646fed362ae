package dev.wassette.component.engine;

/// Host functions prepared by [CoreEngine#prepareHostFunctions]: types only, bodies come with [CoreStore#bind]. An
/// engine's own implementation; nobody else implements it.
public interface HostFunctions extends AutoCloseable {
    @Override
    void close();
}
