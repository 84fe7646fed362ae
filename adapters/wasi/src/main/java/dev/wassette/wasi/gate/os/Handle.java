package dev.wassette.wasi.gate.os;

/// Something that the system keeps open.
public interface Handle extends AutoCloseable {

    /// Called once.
    @Override
    void close();
}
