package dev.wassette.runtime.chicory;

import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.wasm.types.FunctionType;
import dev.wassette.component.engine.CoreFunction;
import dev.wassette.component.engine.GuestThread;
import dev.wassette.component.engine.HostDispatcher;
import java.util.Arrays;

/// A host function of a store.
record BoundFunction(ChicoryStore store, HostDispatcher dispatcher, int index, FunctionType type)
        implements CoreFunction, Importable {

    @Override
    public void call(long[] values) {
        GuestThread.require(store.limits());
        dispatcher.call(index, values);
    }

    @Override
    public ImportFunction asImport(String name) {
        return new ImportFunction("", name, type, (_, arguments) -> callFromGuest(arguments));
    }

    private long[] callFromGuest(long[] arguments) {
        StackReserve.require();
        int results = type.returns().size();
        long[] values = arguments.length < results ? Arrays.copyOf(arguments, results) : arguments;
        try {
            dispatcher.call(index, values);
        } catch (StackOverflowError e) {
            throw e;
        } catch (Throwable e) {
            throw new HostFault(e);
        }
        store.watch().check();
        return values.length == results ? values : Arrays.copyOf(values, results);
    }
}
