package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.CoreExtern;
import dev.wassette.component.engine.CoreLimits;
import dev.wassette.component.engine.Trap;
import io.github.kawamuray.wasmtime.Extern;
import io.github.kawamuray.wasmtime.Func;
import io.github.kawamuray.wasmtime.Linker;
import io.github.kawamuray.wasmtime.Memory;
import io.github.kawamuray.wasmtime.Module;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The instances of one store that share tables or globals.
///
/// The binding can pass neither to another instance, except within one of Wasmtime's linkers and by name. So these
/// instances are made by a linker, which has under the name of an instance its exports and under the name that a module's
/// imports carry ([WasmtimeModule#importModule]) what it imports: functions and memories one by one, tables and globals
/// through a generated module that imports them from where they are and exports them to where they are wanted
/// ([ModuleRewriter#forwarder]).
final class SharedExterns implements AutoCloseable {
    private final WasmtimeStore store;
    private final Map<String, Integer> copies = new HashMap<>();
    private Linker linker;
    private int instances;

    SharedExterns(WasmtimeStore store) {
        this.store = store;
    }

    NativeInstance instantiate(WasmtimeModule module, CoreLimits limits, List<CoreExtern> imports) {
        if (linker == null) {
            linker = new Linker(store.engine().engine());
        }
        int copy = imports.isEmpty() ? 0 : nextCopy(module);
        define(module, module.importModule(copy), imports);
        Module code = module.code(Variant.of(module.outline(), limits, copy));
        var instance = new LinkedInstance("instance " + instances++);
        linker.module(store.store(), instance.name, code);
        return instance;
    }

    private int nextCopy(WasmtimeModule module) {
        int copy = copies.merge(module.importModule(0), 1, Integer::sum) - 1;
        if (copy == WasmtimeLimits.MAX_COPIES) {
            throw new Trap(Trap.Kind.OUT_OF_RESOURCES,
                    "more than " + copy + " instances of one module that imports and shares tables or globals");
        }
        return copy;
    }

    private void define(WasmtimeModule module, String importModule, List<CoreExtern> imports) {
        List<ModuleRewriter.Source> sources = new ArrayList<>();
        for (int i = 0; i < imports.size(); i++) {
            switch (imports.get(i)) {
                case WasmtimeTable table -> sources.add(source(i, table.place()));
                case WasmtimeGlobal global -> sources.add(source(i, global.place()));
                case CoreExtern other ->
                    linker.define(store.store(), importModule, Integer.toString(i), store.toNative(other));
            }
        }
        if (!sources.isEmpty()) {
            linker.module(store.store(), importModule, module.forwarder(sources));
        }
    }

    private static ModuleRewriter.Source source(int position, SharedExport place) {
        return new ModuleRewriter.Source(position, place.instance(), place.name());
    }

    @Override
    public void close() {
        if (linker != null) {
            linker.dispose();
        }
    }

    private final class LinkedInstance implements NativeInstance {
        private final String name;

        private LinkedInstance(String name) {
            this.name = name;
        }

        @Override
        public Func function(String export) {
            return store.own(find(export).func());
        }

        @Override
        public Memory memory(String export) {
            return store.own(find(export).memory());
        }

        @Override
        public SharedExport shared(String export) {
            return new SharedExport(store, name, export);
        }

        private Extern find(String export) {
            return linker.get(store.store(), name, export).orElseThrow();
        }
    }
}
