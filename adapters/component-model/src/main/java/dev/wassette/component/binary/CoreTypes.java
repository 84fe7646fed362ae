package dev.wassette.component.binary;

import dev.wassette.component.MalformedComponent;
import dev.wassette.component.UnsupportedComponent;
import dev.wassette.component.engine.CoreFunctionType;
import dev.wassette.component.engine.CoreType;
import java.util.List;
import java.util.OptionalLong;

/// The types of core WebAssembly (core specification, "Binary format, Types").
final class CoreTypes {
    private CoreTypes() {}

    /// Reads a function type without the byte 0x60 before it.
    static CoreFunctionType functionType(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        return new CoreFunctionType(valueTypes(in, "parameters"), valueTypes(in, "results"));
    }

    private static List<CoreType> valueTypes(BinaryReader in, String what)
            throws MalformedComponent, UnsupportedComponent {
        int offset = in.offset();
        List<CoreType> types = in.vec(what, CoreTypes::valueType);
        if (types.size() > ComponentLimits.MAX_CORE_FUNCTION_ARITY) {
            throw new MalformedComponent("a core function has more than " + ComponentLimits.MAX_CORE_FUNCTION_ARITY
                    + " " + what, offset);
        }
        return types;
    }

    static CoreType valueType(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        int offset = in.offset();
        return switch (in.u8("a core value type")) {
            case 0x7F -> CoreType.I32;
            case 0x7E -> CoreType.I64;
            case 0x7D -> CoreType.F32;
            case 0x7C -> CoreType.F64;
            case 0x7B -> CoreType.V128;
            case 0x70 -> CoreType.FUNCREF;
            case 0x6F -> CoreType.EXTERNREF;
            case 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6A, 0x6B, 0x6C, 0x6D, 0x6E, 0x71, 0x72, 0x73, 0x74, 0x75 ->
                    throw BinaryReader.unsupported("a core reference type beyond funcref and externref", offset);
            default -> throw in.unexpectedByte("a core value type");
        };
    }

    static CoreExternType.Table table(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        int offset = in.offset();
        if (in.peek() == 0x40) {
            throw BinaryReader.unsupported("a core table with an initializer", offset);
        }
        CoreType element = valueType(in);
        if (element != CoreType.FUNCREF && element != CoreType.EXTERNREF) {
            throw new MalformedComponent("a core table holds references, not " + element, offset);
        }
        return new CoreExternType.Table(element, limits(in));
    }

    static CoreExternType.Memory memory(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        return new CoreExternType.Memory(limits(in));
    }

    static CoreExternType.Global global(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        return new CoreExternType.Global(valueType(in), in.flag("the mutability of a core global"));
    }

    private static CoreExternType.Limits limits(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        int offset = in.offset();
        return switch (in.u8("core limits")) {
            case 0x00 -> new CoreExternType.Limits(in.u32("core limits"), OptionalLong.empty());
            case 0x01 -> new CoreExternType.Limits(in.u32("core limits"), OptionalLong.of(in.u32("core limits")));
            case 0x02, 0x03 -> throw BinaryReader.unsupported("a shared core memory (threads)", offset);
            case 0x04, 0x05, 0x06, 0x07 -> throw BinaryReader.unsupported("64-bit core memories or tables", offset);
            case 0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x0E, 0x0F ->
                    throw BinaryReader.unsupported("a core memory with custom page sizes", offset);
            default -> throw in.unexpectedByte("core limits");
        };
    }
}
