package dev.wassette.runtime.chicory;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import java.util.stream.IntStream;

/// The types of a module's functions.
///
/// @param types of the type section
/// @param functions the index into it for each function, imported ones first
record ModuleTypes(FunctionType[] types, int[] functions) {

    static ModuleTypes of(WasmModule module) {
        IntStream imported = module.importSection().stream()
                .filter(FunctionImport.class::isInstance)
                .mapToInt(i -> ((FunctionImport) i).typeIndex());
        IntStream defined = IntStream.range(0, module.functionSection().functionCount())
                .map(module.functionSection()::getFunctionType);
        return new ModuleTypes(module.typeSection().types(), IntStream.concat(imported, defined).toArray());
    }

    int functionCount() {
        return functions.length;
    }

    FunctionType of(int function) {
        return types[functions[function]];
    }
}
