package dev.wassette.component.binary;

import dev.wassette.component.MalformedComponent;
import dev.wassette.component.UnsupportedComponent;
import dev.wassette.domain.wit.WitType;
import java.util.Optional;
import java.util.OptionalInt;

/// Types (Binary Format, `type`).
final class TypeSection {
    private static final int FIRST_PRIMITIVE = 0x73;
    private static final int LAST_PRIMITIVE = 0x7F;
    private static final int I32 = 0x7F;

    private TypeSection() {}

    static TypeDefinition type(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        return new TypeDefinition(in.offset(), definedType(in));
    }

    private static DefType definedType(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        int offset = in.offset();
        int opcode = in.u8("a type");
        if (opcode >= FIRST_PRIMITIVE && opcode <= LAST_PRIMITIVE) {
            return new DefValType.Primitive(primitive(opcode));
        }
        return switch (opcode) {
            case 0x72 -> new DefValType.Record(in.vec("fields", TypeSection::labelValType));
            case 0x71 -> new DefValType.Variant(in.vec("cases", TypeSection::variantCase));
            case 0x70 -> new DefValType.ListOf(valType(in));
            case 0x6F -> new DefValType.Tuple(in.vec("elements", TypeSection::valType));
            case 0x6E -> new DefValType.Flags(in.vec("flags", TypeSection::label));
            case 0x6D -> new DefValType.Enum(in.vec("cases", TypeSection::label));
            case 0x6B -> new DefValType.Option(valType(in));
            case 0x6A -> new DefValType.Result(in.optional("the ok side of a result", TypeSection::valType),
                    in.optional("the error side of a result", TypeSection::valType));
            case 0x69 -> new DefValType.Own(in.index("a resource type"));
            case 0x68 -> new DefValType.Borrow(in.index("a resource type"));
            case 0x67 -> throw BinaryReader.unsupported("lists of fixed length", offset);
            case 0x66 -> throw BinaryReader.unsupported("streams (asynchronous functions)", offset);
            case 0x65 -> throw BinaryReader.unsupported("futures (asynchronous functions)", offset);
            case 0x64 -> throw BinaryReader.unsupported("error contexts (asynchronous functions)", offset);
            case 0x63 -> throw BinaryReader.unsupported("maps", offset);
            case 0x43 -> throw BinaryReader.unsupported("asynchronous functions", offset);
            case 0x42 -> in.nested(inner ->
                    new DefType.Instance(inner.vec("declarations", TypeSection::instanceDeclaration)));
            case 0x41 -> in.nested(inner ->
                    new DefType.Component(inner.vec("declarations", TypeSection::componentDeclaration)));
            case 0x40 -> functionType(in);
            case 0x3F -> resourceType(in);
            default -> throw in.unexpectedByte("a type");
        };
    }

    private static WitType.Primitive primitive(int opcode) {
        return switch (opcode) {
            case 0x7F -> WitType.Primitive.BOOL;
            case 0x7E -> WitType.Primitive.S8;
            case 0x7D -> WitType.Primitive.U8;
            case 0x7C -> WitType.Primitive.S16;
            case 0x7B -> WitType.Primitive.U16;
            case 0x7A -> WitType.Primitive.S32;
            case 0x79 -> WitType.Primitive.U32;
            case 0x78 -> WitType.Primitive.S64;
            case 0x77 -> WitType.Primitive.U64;
            case 0x76 -> WitType.Primitive.F32;
            case 0x75 -> WitType.Primitive.F64;
            case 0x74 -> WitType.Primitive.CHAR;
            case FIRST_PRIMITIVE -> WitType.Primitive.STRING;
            default -> throw new IllegalStateException("opcode " + opcode);
        };
    }

    static ValType valType(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        int offset = in.offset();
        long code = in.s33("a value type");
        if (code >= 0) {
            return new ValType.Index((int) Math.min(code, Integer.MAX_VALUE));
        }
        int opcode = (int) (code & 0x7F);
        if (code < -0x40 || opcode < FIRST_PRIMITIVE) {
            if (code == -0x1C) {
                throw BinaryReader.unsupported("error contexts (asynchronous functions)", offset);
            }
            throw new MalformedComponent("not a value type", offset);
        }
        return new ValType.Primitive(primitive(opcode));
    }

    private static LabelValType labelValType(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        return new LabelValType(label(in), valType(in));
    }

    private static String label(BinaryReader in) throws MalformedComponent {
        return in.name("a label");
    }

    private static DefValType.Case variantCase(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        DefValType.Case result = new DefValType.Case(label(in),
                in.optional("the payload of a case", TypeSection::valType));
        if (in.u8("a case") != 0x00) {
            throw in.unexpectedByte("the end of a case");
        }
        return result;
    }

    private static DefType.Resource resourceType(BinaryReader in) throws MalformedComponent {
        if (in.u8("a resource type") != I32) {
            throw in.unexpectedByte("the representation of a resource");
        }
        boolean hasDestructor = in.flag("the destructor of a resource");
        return new DefType.Resource(hasDestructor ? OptionalInt.of(in.index("a core function")) : OptionalInt.empty());
    }

    private static DefType.Func functionType(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        return new DefType.Func(in.vec("parameters", TypeSection::labelValType),
                result(in));
    }

    private static Optional<ValType> result(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        return switch (in.u8("the result of a function")) {
            case 0x00 -> Optional.of(valType(in));
            case 0x01 -> {
                if (in.u8("the result of a function") != 0x00) {
                    throw in.unexpectedByte("the number of results");
                }
                yield Optional.empty();
            }
            default -> throw in.unexpectedByte("the result of a function");
        };
    }

    private static Declaration componentDeclaration(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        if (in.peek() == 0x03) {
            int offset = in.offset();
            in.u8("an import");
            return new Import(offset, ImportSection.externName(in), ImportSection.externDesc(in));
        }
        return instanceDeclaration(in);
    }

    private static Declaration instanceDeclaration(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        int offset = in.offset();
        return switch (in.u8("a declaration")) {
            case 0x00 -> CoreTypeSection.coreType(in);
            case 0x01 -> type(in);
            case 0x02 -> AliasSection.alias(in);
            case 0x04 -> new ExportDeclaration(offset, ImportSection.externName(in), ImportSection.externDesc(in));
            default -> throw in.unexpectedByte("a declaration");
        };
    }
}
