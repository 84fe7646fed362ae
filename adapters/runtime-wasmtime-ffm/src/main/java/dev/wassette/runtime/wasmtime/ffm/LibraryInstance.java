package dev.wassette.runtime.wasmtime.ffm;

import dev.wassette.component.engine.CoreFunction;
import dev.wassette.component.engine.CoreFunctionType;
import dev.wassette.component.engine.CoreGlobal;
import dev.wassette.component.engine.CoreInstance;
import dev.wassette.component.engine.CoreMemory;
import dev.wassette.component.engine.CoreTable;
import dev.wassette.component.engine.CoreType;
import dev.wassette.component.engine.GrowthRecorder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An instance. Exports are looked up when they are asked for.
final class LibraryInstance implements CoreInstance {
    private static final Signature REFUSED_GROWTH =
            new Signature(new CoreFunctionType(List.of(), List.of(CoreType.I32)));

    private final LibraryStore store;
    private final LibraryModule module;
    /// a `wasmtime_instance_t`
    private final long first;
    private final long second;
    private final Map<String, LibraryMemory> memories = new HashMap<>();

    LibraryInstance(LibraryStore store, LibraryModule module, long first, long second) {
        this.store = store;
        this.module = module;
        this.first = first;
        this.second = second;
    }

    /// Has the module's own memories counted.
    void countMemories(MemoryBudget budget) {
        ModuleOutline outline = module.outline();
        for (int i = 0; i < outline.memories().size(); i++) {
            LibraryMemory memory = ownMemory(outline.memoryNames().get(i));
            budget.add(outline.memories().get(i), memory::byteSize);
        }
    }

    private LibraryMemory ownMemory(String name) {
        return memories.computeIfAbsent(name, _ -> new LibraryMemory(store, words(name, ExternKind.MEMORY)));
    }

    /// {@return the bits of what the instance was refused; 0 when its module keeps no record of that}
    int refusedGrowth() {
        if (module.outline().exports().containsKey(GrowthRecorder.EXPORT)) {
            return 0; // the guest's own
        }
        return store.findExport(first, second, GrowthRecorder.EXPORT, ExternKind.FUNCTION).map(function -> {
            long[] values = new long[1];
            store.call(function, REFUSED_GROWTH, values);
            return (int) values[0];
        }).orElse(0);
    }

    @Override
    public CoreFunction function(String name) {
        ModuleOutline.Export export = export(name, ExternKind.FUNCTION);
        return new LibraryFunction(store, export.signature().orElseThrow(), words(name, ExternKind.FUNCTION));
    }

    @Override
    public CoreMemory memory(String name) {
        export(name, ExternKind.MEMORY);
        store.requireOpen();
        return ownMemory(name);
    }

    @Override
    public CoreTable table(String name) {
        export(name, ExternKind.TABLE);
        return new LibraryTable(store, words(name, ExternKind.TABLE));
    }

    @Override
    public CoreGlobal global(String name) {
        export(name, ExternKind.GLOBAL);
        return new LibraryGlobal(store, words(name, ExternKind.GLOBAL));
    }

    private ModuleOutline.Export export(String name, ExternKind kind) {
        ModuleOutline.Export export = module.outline().exports().get(name);
        if (export == null || export.kind() != kind) {
            throw new IllegalArgumentException("the module exports no " + kind.word() + " '" + name + "'");
        }
        return export;
    }

    private Words words(String name, ExternKind kind) {
        return store.export(first, second, name, kind);
    }
}
