package dev.wassette.component.binary;

import dev.wassette.component.MalformedComponent;
import dev.wassette.component.UnsupportedComponent;
import java.util.List;

/// Imports, and the names and types that imports and exports share (Binary Format, `import`, `externdesc`).
final class ImportSection {
    private static final int CORE_MODULE = 0x11;

    private ImportSection() {}

    static Import importDefinition(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        return new Import(in.offset(), externName(in), externDesc(in));
    }

    /// Reads an `importname'` or `exportname'`.
    static String externName(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        int offset = in.offset();
        return switch (in.u8("a name")) {
            case 0x00, 0x01 -> in.name("a name");
            case 0x02 -> {
                String name = in.name("a name");
                List<String> options = in.vec("name options", ImportSection::nameOption);
                throw BinaryReader.unsupported("options " + options + " of the name '" + name + "'", offset);
            }
            default -> throw in.unexpectedByte("a name");
        };
    }

    private static String nameOption(BinaryReader in) throws MalformedComponent {
        String option = switch (in.u8("a name option")) {
            case 0x00 -> "implements";
            case 0x01 -> "versionsuffix";
            case 0x02 -> "external-id";
            default -> throw in.unexpectedByte("a name option");
        };
        in.name("a name option");
        return option;
    }

    static ExternDesc externDesc(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        int offset = in.offset();
        return switch (in.u8("the type of an import or export")) {
            case 0x00 -> {
                if (in.u8("the type of an import or export") != CORE_MODULE) {
                    throw in.unexpectedByte("the type of an import or export");
                }
                yield new ExternDesc.CoreModule(in.index("a core type"));
            }
            case 0x01 -> new ExternDesc.Func(in.index("a type"));
            case 0x02 -> throw BinaryReader.unsupported("component model values", offset);
            case 0x03 -> typeBound(in);
            case 0x04 -> new ExternDesc.Component(in.index("a type"));
            case 0x05 -> new ExternDesc.Instance(in.index("a type"));
            default -> throw in.unexpectedByte("the type of an import or export");
        };
    }

    private static ExternDesc typeBound(BinaryReader in) throws MalformedComponent {
        return switch (in.u8("the bound of a type")) {
            case 0x00 -> new ExternDesc.TypeEq(in.index("a type"));
            case 0x01 -> new ExternDesc.SubResource();
            default -> throw in.unexpectedByte("the bound of a type");
        };
    }
}
