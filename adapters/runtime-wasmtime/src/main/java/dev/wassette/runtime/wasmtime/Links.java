package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.CoreExtern;
import dev.wassette.component.engine.CoreLimits;
import dev.wassette.component.engine.Trap;
import io.github.kawamuray.wasmtime.Extern;
import io.github.kawamuray.wasmtime.Func;
import io.github.kawamuray.wasmtime.Instance;
import io.github.kawamuray.wasmtime.Linker;
import io.github.kawamuray.wasmtime.Memory;
import io.github.kawamuray.wasmtime.Module;
import io.github.kawamuray.wasmtime.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the instances of one store, by one of Wasmtime's linkers.
///
/// The binding takes imports as a list too, but no tables and globals, and every function and memory costs about 10 us
/// on its way through Java. The linker finds imports by name. So a module is instantiated in two steps: a generated
/// module imports everything from where it is and exports it to where the module looks for it
/// ([WasmtimeModule#forwarder]); then the module itself.
///
/// A linker never forgets a name, and the names of a module's imports are part of its code. So a second instance of the
/// same module gets its imports as a list after all; when that cannot be because it shares tables or globals, it is
/// compiled again with other names.
final class Links implements AutoCloseable {
    private final WasmtimeStore owner;
    private final Store<Void> store;
    private final Linker linker;
    private final Map<String, Integer> copies = new HashMap<>();
    private int instances;

    Links(WasmtimeStore owner, Store<Void> store) {
        this.owner = owner;
        this.store = store;
        this.linker = new Linker(owner.engine().engine());
    }

    NativeInstance instantiate(WasmtimeModule module, CoreLimits limits, List<CoreExtern> imports) {
        int copy = imports.isEmpty() ? 0 : copies.merge(module.importModule(0), 1, Integer::sum) - 1;
        if (copy > 0 && !module.outline().sharesTablesOrGlobals()) {
            return instantiateFromList(module.code(Variant.of(module.outline(), limits, 0)), imports);
        }
        if (copy > WasmtimeLimits.MAX_COPIES) {
            throw new Trap(Trap.Kind.OUT_OF_RESOURCES,
                    "more than " + copy + " instances of one module that imports and shares tables or globals");
        }
        Module code = module.code(Variant.of(module.outline(), limits, copy));
        define(module, module.importModule(copy), imports);
        return instantiate(code);
    }

    /// Instantiates the module behind host functions.
    NativeInstance instantiateHostCalls(Module code, Func hostCall) {
        linker.define(store, HostCallModule.IMPORT_MODULE, "", Extern.fromFunc(hostCall));
        return instantiate(code);
    }

    private NativeInstance instantiate(Module code) {
        var instance = new LinkedInstance(Integer.toString(instances++));
        linker.module(store, instance.name, code);
        return instance;
    }

    private void define(WasmtimeModule module, String importModule, List<CoreExtern> imports) {
        List<ModuleRewriter.Source> sources = new ArrayList<>(imports.size());
        for (int i = 0; i < imports.size(); i++) {
            Optional<Place> place = placeOf(imports.get(i));
            if (place.isPresent()) {
                sources.add(new ModuleRewriter.Source(i, place.get()));
            } else {
                linker.define(store, importModule, Integer.toString(i), held(imports.get(i)));
            }
        }
        if (!sources.isEmpty()) {
            linker.module(store, importModule, module.forwarder(sources, owner::own));
        }
    }

    private NativeInstance instantiateFromList(Module code, List<CoreExtern> imports) {
        List<Extern> externs = imports.stream().map(Links::held).toList();
        return new ListedInstance(owner.own(new Instance(store, code, externs)));
    }

    private static Optional<Place> placeOf(CoreExtern extern) {
        return switch (extern) {
            case WasmtimeFunction function -> function.place();
            case WasmtimeMemory memory -> memory.place();
            case WasmtimeTable table -> Optional.of(table.place());
            case WasmtimeGlobal global -> Optional.of(global.place());
            default -> throw new IllegalArgumentException(extern + " belongs to another engine");
        };
    }

    private static Extern held(CoreExtern extern) {
        return switch (extern) {
            case WasmtimeFunction function -> Extern.fromFunc(function.held());
            case WasmtimeMemory memory -> Extern.fromMemory(memory.held());
            default -> throw new IllegalStateException(extern + " cannot be passed on by Java");
        };
    }

    @Override
    public void close() {
        linker.dispose();
    }

    private final class LinkedInstance implements NativeInstance {
        private final String name;

        private LinkedInstance(String name) {
            this.name = name;
        }

        @Override
        public Func function(String export) {
            return owner.own(find(export).func());
        }

        @Override
        public Memory memory(String export) {
            return owner.own(find(export).memory());
        }

        @Override
        public Optional<Place> place(String export) {
            return Optional.of(new Place(name, export));
        }

        private Extern find(String export) {
            return linker.get(store, name, export).orElseThrow();
        }
    }

    private final class ListedInstance implements NativeInstance {
        private final Instance instance;

        private ListedInstance(Instance instance) {
            this.instance = instance;
        }

        @Override
        public Func function(String export) {
            return owner.own(instance.getFunc(store, export).orElseThrow());
        }

        @Override
        public Memory memory(String export) {
            return owner.own(instance.getMemory(store, export).orElseThrow());
        }

        @Override
        public Optional<Place> place(String export) {
            return Optional.empty();
        }
    }
}
