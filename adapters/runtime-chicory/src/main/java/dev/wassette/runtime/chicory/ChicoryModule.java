package dev.wassette.runtime.chicory;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ActiveElement;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.Instruction;
import dev.wassette.component.engine.CoreModule;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// A compiled module: what all its instances share. Nothing in it changes.
///
/// @param shape the module as Chicory instantiates it: imports named by position, no start function, and active
///     segments replaced by empty ones
/// @param exports by name
/// @param elements the active element segments
/// @param data the active data segments
/// @param start the start function
/// @param machines make what runs the functions of an instance
record ChicoryModule(WasmModule shape, Map<String, Export> exports, List<ActiveElement> elements,
        List<Data> data, OptionalInt start, Machines machines) implements CoreModule {

    /// An active data segment.
    ///
    /// @param memory the index of the memory that it is copied to
    /// @param offset the constant expression that says where to
    record Data(int memory, List<Instruction> offset, byte[] contents) {}

    @Override
    public void close() {
        // nothing but memory
    }
}
