package dev.wassette.runtime.chicory;

import com.dylibso.chicory.runtime.ConstantEvaluators;
import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportGlobal;
import com.dylibso.chicory.runtime.ImportMemory;
import com.dylibso.chicory.runtime.ImportTable;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.OpcodeImpl;
import com.dylibso.chicory.wasm.types.ActiveElement;
import com.dylibso.chicory.wasm.types.Instruction;
import dev.wassette.component.engine.CoreExtern;
import dev.wassette.component.engine.CoreFunction;
import dev.wassette.component.engine.CoreGlobal;
import dev.wassette.component.engine.CoreMemory;
import dev.wassette.component.engine.CoreTable;
import dev.wassette.component.engine.Trap;
import java.util.List;

/// Makes one instance, in the order of the core specification: imports, globals, elements, data, start function.
final class Instantiation {
    private final ChicoryStore store;
    private final ChicoryModule module;
    private final List<CoreExtern> imports;

    Instantiation(ChicoryStore store, ChicoryModule module, List<CoreExtern> imports) {
        this.store = store;
        this.module = module;
        this.imports = imports;
    }

    ChicoryInstance run() {
        Instance instance = Instance.builder(module.shape())
                .withImportValues(importValues())
                .withMachineFactory(made -> module.machines().of(made, store.frames()))
                .withMemoryFactory(limits -> new LinearMemory(limits, store.memory()))
                .withTableFactory((table, value) -> GuestTable.of(table, value, store.tables()))
                .withGlobalFactory(GuestGlobal::new)
                .withStart(false)
                .build();
        module.elements().forEach(segment -> copy(segment, instance));
        module.data().forEach(segment -> copy(segment, instance));
        module.start().ifPresent(index -> instance.getMachine().call(index, new long[0]));
        return new ChicoryInstance(store, module, instance);
    }

    private ImportValues importValues() {
        int expected = module.shape().importSection().importCount();
        if (imports.size() != expected) {
            throw new Trap(Trap.Kind.LINK, "the module has " + expected + " imports and was given " + imports.size());
        }
        ImportValues.Builder values = ImportValues.builder();
        for (int i = 0; i < expected; i++) {
            add(values, String.valueOf(i), imports.get(i));
        }
        return values.build();
    }

    private static void add(ImportValues.Builder values, String name, CoreExtern given) {
        switch (given) {
            case CoreFunction function -> values.addFunction(own(function, Importable.class).asImport(name));
            case CoreMemory memory -> values.addMemory(new ImportMemory("", name, own(memory, LinearMemory.class)));
            case CoreTable table -> values.addTable(new ImportTable("", name, own(table, GuestTable.class)));
            case CoreGlobal global -> values.addGlobal(new ImportGlobal("", name, own(global, GuestGlobal.class)));
        }
    }

    private static <T> T own(CoreExtern given, Class<T> type) {
        if (!type.isInstance(given)) {
            throw new IllegalArgumentException("this import was made by another engine");
        }
        return type.cast(given);
    }

    private static void copy(ActiveElement segment, Instance instance) {
        GuestTable table = (GuestTable) instance.table(segment.tableIndex());
        int offset = constant(instance, segment.offset());
        List<List<Instruction>> values = segment.initializers();
        if (Integer.toUnsignedLong(offset) + values.size() > table.size()) {
            throw new Trap(Trap.Kind.TABLE_OUT_OF_BOUNDS, "an element segment reaches beyond its table");
        }
        for (int i = 0; i < values.size(); i++) {
            List<Instruction> value = values.get(i);
            int reference = OpcodeImpl.boxForTable(ConstantEvaluators.computeConstantValue(instance, value)[0], instance);
            table.setRef(offset + i, reference, ConstantEvaluators.computeConstantInstance(instance, value));
        }
    }

    private static void copy(ChicoryModule.Data data, Instance instance) {
        byte[] contents = data.contents();
        instance.memory(data.memory()).write(constant(instance, data.offset()), contents, 0, contents.length);
    }

    private static int constant(Instance instance, List<Instruction> expression) {
        return (int) ConstantEvaluators.computeConstantValue(instance, expression)[0];
    }
}
