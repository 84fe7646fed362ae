package dev.wassette.component.binary;

import dev.wassette.component.MalformedComponent;
import dev.wassette.component.UnsupportedComponent;
import dev.wassette.component.binary.CoreDefType.CoreExternDesc;
import dev.wassette.component.binary.CoreDefType.ImportDeclaration;
import dev.wassette.component.binary.CoreDefType.ModuleDeclaration;
import dev.wassette.component.binary.CoreDefType.ModuleExportDeclaration;
import dev.wassette.component.binary.CoreDefType.OuterAlias;
import dev.wassette.component.binary.CoreDefType.TypeDeclaration;

/// Core types and module types (Binary Format, `core:type`).
final class CoreTypeSection {
    private static final int TYPE_SORT = 0x10;
    private static final int OUTER = 0x01;

    private CoreTypeSection() {}

    static CoreTypeDefinition coreType(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        return new CoreTypeDefinition(in.offset(), definedType(in));
    }

    private static CoreDefType definedType(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        int offset = in.offset();
        return switch (in.u8("a core type")) {
            case 0x60 -> new CoreDefType.Func(CoreTypes.functionType(in));
            case 0x50 -> in.nested(inner ->
                    new CoreDefType.Module(inner.vec("declarations", CoreTypeSection::declaration)));
            case 0x00, 0x4E, 0x4F, 0x5E, 0x5F -> throw BinaryReader.unsupported("garbage-collected core types", offset);
            default -> throw in.unexpectedByte("a core type");
        };
    }

    private static ModuleDeclaration declaration(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        int offset = in.offset();
        return switch (in.u8("a declaration of a module type")) {
            case 0x00 -> new ImportDeclaration(offset, in.name("the module name of an import"),
                    in.name("the name of an import"), externDesc(in));
            case 0x01 -> new TypeDeclaration(offset, definedType(in));
            case 0x02 -> outerAlias(in, offset);
            case 0x03 -> new ModuleExportDeclaration(offset, in.name("the name of an export"), externDesc(in));
            default -> throw in.unexpectedByte("a declaration of a module type");
        };
    }

    private static OuterAlias outerAlias(BinaryReader in, int offset) throws MalformedComponent {
        if (in.u8("an alias") != TYPE_SORT || in.u8("an alias") != OUTER) {
            throw in.unexpectedByte("an alias in a module type");
        }
        return new OuterAlias(offset, in.index("a count of scopes"), in.index("a core type"));
    }

    private static CoreExternDesc externDesc(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        int offset = in.offset();
        return switch (in.u8("a core import or export")) {
            case 0x00 -> new CoreExternDesc.Func(in.index("a core type"));
            case 0x01 -> new CoreExternDesc.Other(CoreTypes.table(in));
            case 0x02 -> new CoreExternDesc.Other(CoreTypes.memory(in));
            case 0x03 -> new CoreExternDesc.Other(CoreTypes.global(in));
            case 0x04 -> throw BinaryReader.unsupported("the tag of a core exception", offset);
            default -> throw in.unexpectedByte("a core import or export");
        };
    }
}
