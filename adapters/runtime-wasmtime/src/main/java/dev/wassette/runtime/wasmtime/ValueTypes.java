package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.CoreFunctionType;
import dev.wassette.component.engine.CoreType;
import dev.wassette.component.engine.InvalidCoreModule;
import java.util.ArrayList;
import java.util.List;

/// Value types and function types in the binary format (core specification 5.3).
final class ValueTypes {
    private ValueTypes() {}

    private static final int FUNCTION_TYPE = 0x60;

    static CoreType read(BinaryReader in) throws InvalidCoreModule {
        return switch (in.u8()) {
            case 0x7f -> CoreType.I32;
            case 0x7e -> CoreType.I64;
            case 0x7d -> CoreType.F32;
            case 0x7c -> CoreType.F64;
            case 0x7b -> CoreType.V128;
            case 0x70 -> CoreType.FUNCREF;
            case 0x6f -> CoreType.EXTERNREF;
            default -> throw in.malformed("a value type that this engine does not know");
        };
    }

    static int code(CoreType type) {
        return switch (type) {
            case I32 -> 0x7f;
            case I64 -> 0x7e;
            case F32 -> 0x7d;
            case F64 -> 0x7c;
            case V128 -> 0x7b;
            case FUNCREF -> 0x70;
            case EXTERNREF -> 0x6f;
        };
    }

    static CoreFunctionType readFunction(BinaryReader in) throws InvalidCoreModule {
        if (in.u8() != FUNCTION_TYPE) {
            throw in.malformed("a type that this engine does not know");
        }
        return new CoreFunctionType(readList(in), readList(in));
    }

    static void writeFunction(BinaryWriter out, CoreFunctionType type) {
        out.u8(FUNCTION_TYPE);
        writeList(out, type.parameters());
        writeList(out, type.results());
    }

    private static List<CoreType> readList(BinaryReader in) throws InvalidCoreModule {
        int count = in.count();
        List<CoreType> types = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            types.add(read(in));
        }
        return types;
    }

    private static void writeList(BinaryWriter out, List<CoreType> types) {
        out.u32(types.size());
        types.forEach(type -> out.u8(code(type)));
    }
}
