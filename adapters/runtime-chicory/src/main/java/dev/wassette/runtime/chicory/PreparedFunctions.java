package dev.wassette.runtime.chicory;

import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.wassette.component.engine.CoreFunctionType;
import dev.wassette.component.engine.CoreType;
import dev.wassette.component.engine.HostFunctions;
import java.util.List;

/// The types of host functions, in Chicory's terms.
record PreparedFunctions(List<FunctionType> types) implements HostFunctions {

    static PreparedFunctions of(List<CoreFunctionType> types) {
        return new PreparedFunctions(types.stream().map(PreparedFunctions::functionType).toList());
    }

    private static FunctionType functionType(CoreFunctionType type) {
        return FunctionType.of(valTypes(type.parameters()), valTypes(type.results()));
    }

    private static List<ValType> valTypes(List<CoreType> types) {
        return types.stream().map(PreparedFunctions::valType).toList();
    }

    private static ValType valType(CoreType type) {
        return switch (type) {
            case I32 -> ValType.I32;
            case I64 -> ValType.I64;
            case F32 -> ValType.F32;
            case F64 -> ValType.F64;
            case V128, FUNCREF, EXTERNREF ->
                throw new IllegalArgumentException("host functions take and give numbers only, not " + type);
        };
    }

    @Override
    public void close() {
        // nothing but memory
    }
}
