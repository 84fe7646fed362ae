package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.CoreFunctionType;
import dev.wassette.component.engine.HostFunctions;
import dev.wassette.component.engine.Lease;
import io.github.kawamuray.wasmtime.Module;
import java.util.List;

/// Host functions without bodies: a compiled [HostCallModule].
///
/// @param code is used only while the lease is held
record WasmtimeHostFunctions(WasmtimeEngine engine, List<CoreFunctionType> types, Module code, Lease lease)
        implements HostFunctions {

    static WasmtimeHostFunctions prepare(WasmtimeEngine engine, List<CoreFunctionType> types) {
        Module code = engine.compileGenerated(HostCallModule.generate(types, engine.framePages()));
        return new WasmtimeHostFunctions(engine, types, code, new Lease("the host functions", code::dispose));
    }

    @Override
    public void close() {
        lease.close();
    }
}
