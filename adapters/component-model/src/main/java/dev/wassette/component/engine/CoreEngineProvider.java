package dev.wassette.component.engine;

/// Makes a [CoreEngine]; found by [java.util.ServiceLoader].
public interface CoreEngineProvider {

    /// {@return the name that users select it by, such as `chicory`}
    String name();

    /// Opens the engine.
    ///
    /// @throws EngineUnavailable when it cannot run on this machine, with a sentence that says why
    CoreEngine open(EngineOptions options) throws EngineUnavailable;
}
