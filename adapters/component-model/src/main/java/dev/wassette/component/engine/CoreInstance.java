package dev.wassette.component.engine;

/// An instance of a core module. The caller knows the module's exports; asking for one that does not exist or is of
/// another kind is an [IllegalArgumentException].
public interface CoreInstance {
    CoreFunction function(String name);

    CoreMemory memory(String name);

    CoreTable table(String name);

    CoreGlobal global(String name);
}
