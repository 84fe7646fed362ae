package dev.wassette.runtime.chicory;

import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.types.FunctionType;
import dev.wassette.component.engine.CoreFunction;
import dev.wassette.component.engine.GuestThread;
import java.util.Arrays;

/// A function of an instance.
record GuestFunction(ChicoryStore store, Instance instance, int index, FunctionType type)
        implements CoreFunction, Importable {

    @Override
    public void call(long[] values) {
        GuestThread.require(store.limits());
        long[] arguments = Arrays.copyOf(values, type.params().size());
        long[] results = store.run(() -> instance.getMachine().call(index, arguments));
        System.arraycopy(results == null ? new long[0] : results, 0, values, 0, type.returns().size());
    }

    @Override
    public ImportFunction asImport(String name) {
        return new ImportFunction("", name, type, (_, arguments) -> instance.getMachine().call(index, arguments));
    }
}
