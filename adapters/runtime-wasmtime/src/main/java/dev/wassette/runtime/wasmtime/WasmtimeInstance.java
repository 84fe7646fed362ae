package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.CoreFunction;
import dev.wassette.component.engine.CoreGlobal;
import dev.wassette.component.engine.CoreInstance;
import dev.wassette.component.engine.CoreMemory;
import dev.wassette.component.engine.CoreTable;
import java.util.HashMap;
import java.util.Map;

/// An instance. Exports are looked up when they are asked for.
final class WasmtimeInstance implements CoreInstance {
    private final WasmtimeStore store;
    private final ModuleOutline outline;
    private final NativeInstance exports;
    private final Map<String, WasmtimeFunction> functions = new HashMap<>();
    private final Map<String, WasmtimeMemory> memories = new HashMap<>();

    WasmtimeInstance(WasmtimeStore store, ModuleOutline outline, NativeInstance exports) {
        this.store = store;
        this.outline = outline;
        this.exports = exports;
    }

    @Override
    public CoreFunction function(String name) {
        ModuleOutline.Export export = export(name, ExternKind.FUNCTION);
        store.requireOpen();
        return functions.computeIfAbsent(name, _ -> new WasmtimeFunction(
                store, export.type().orElseThrow(), exports, position(export)));
    }

    @Override
    public CoreMemory memory(String name) {
        ModuleOutline.Export export = export(name, ExternKind.MEMORY);
        store.requireOpen();
        return memories.computeIfAbsent(name, _ -> new WasmtimeMemory(store, exports, position(export)));
    }

    @Override
    public CoreTable table(String name) {
        return new WasmtimeTable(store, place(export(name, ExternKind.TABLE)));
    }

    @Override
    public CoreGlobal global(String name) {
        return new WasmtimeGlobal(store, place(export(name, ExternKind.GLOBAL)));
    }

    private ModuleOutline.Export export(String name, ExternKind kind) {
        ModuleOutline.Export export = outline.exports().get(name);
        if (export == null || export.kind() != kind) {
            throw new IllegalArgumentException("the module exports no " + kind.name().toLowerCase(java.util.Locale.ROOT)
                    + " '" + name + "'");
        }
        return export;
    }

    /// The linker has every instance that exports tables or globals.
    private Place place(ModuleOutline.Export export) {
        return exports.place(position(export)).orElseThrow();
    }

    private static String position(ModuleOutline.Export export) {
        return Integer.toString(export.position());
    }
}
