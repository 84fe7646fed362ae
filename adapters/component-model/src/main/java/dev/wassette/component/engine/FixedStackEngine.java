package dev.wassette.component.engine;

/// An engine that has one size of stack for all of its stores: that of the usual limits it was opened with. Other stores
/// are refused. [VariableStackEngine] makes one engine of several.
public interface FixedStackEngine extends CoreEngine {

    /// {@return a module of another engine of the same kind as one of this engine, compiled again only where its code
    /// cannot be had otherwise; the other stays as it is}
    CoreModule adopt(CoreModule module);
}
