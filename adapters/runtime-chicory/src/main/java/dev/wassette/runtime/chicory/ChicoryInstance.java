package dev.wassette.runtime.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExternalType;
import dev.wassette.component.engine.CoreFunction;
import dev.wassette.component.engine.CoreGlobal;
import dev.wassette.component.engine.CoreInstance;
import dev.wassette.component.engine.CoreMemory;
import dev.wassette.component.engine.CoreTable;

/// An instance and the names of its exports.
record ChicoryInstance(ChicoryStore store, ChicoryModule module, Instance instance) implements CoreInstance {

    @Override
    public CoreFunction function(String name) {
        int index = index(name, ExternalType.FUNCTION);
        return new GuestFunction(store, instance, index, instance.type(instance.functionType(index)));
    }

    @Override
    public CoreMemory memory(String name) {
        return (LinearMemory) instance.memory(index(name, ExternalType.MEMORY));
    }

    @Override
    public CoreTable table(String name) {
        return (GuestTable) instance.table(index(name, ExternalType.TABLE));
    }

    @Override
    public CoreGlobal global(String name) {
        return (GuestGlobal) instance.global(index(name, ExternalType.GLOBAL));
    }

    private int index(String name, ExternalType kind) {
        Export export = module.exports().get(name);
        if (export == null || export.exportType() != kind) {
            throw new IllegalArgumentException("the module exports no " + kind + " '" + name + "'");
        }
        return export.index();
    }
}
