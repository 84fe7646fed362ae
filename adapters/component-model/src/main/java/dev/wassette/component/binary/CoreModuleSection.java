package dev.wassette.component.binary;

import dev.wassette.component.MalformedComponent;
import dev.wassette.component.UnsupportedComponent;
import dev.wassette.component.binary.CoreModule.CoreExport;
import dev.wassette.component.binary.CoreModule.CoreImport;
import dev.wassette.component.engine.CoreFunctionType;
import java.util.ArrayList;
import java.util.List;

/// Core modules (Binary Format, `section_1`; core specification, "Binary format, Modules"): as much of them as their
/// imports and exports need. Function bodies, data and the like are left to the engine.
final class CoreModuleSection {
    private static final int CUSTOM = 0;
    /// The ids of the other sections in the order in which they stand in a module.
    private static final List<Integer> ORDER = List.of(1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11);
    private static final int[] PREAMBLE = {0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00};

    private List<CoreFunctionType> types = List.of();
    private List<CoreImport> imports = List.of();
    private List<CoreExport> exports = List.of();
    private final List<CoreFunctionType> functions = new ArrayList<>();
    private final List<CoreExternType> tables = new ArrayList<>();
    private final List<CoreExternType> memories = new ArrayList<>();
    private final List<CoreExternType> globals = new ArrayList<>();

    private CoreModuleSection() {}

    static CoreModule coreModule(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        int offset = in.offset();
        Slice bytes = in.slice();
        CoreModuleSection module = new CoreModuleSection();
        module.read(in);
        return new CoreModule(offset, bytes, module.imports, module.exports);
    }

    private void read(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        for (int expected : PREAMBLE) {
            if (in.u8("the preamble of a core module") != expected) {
                throw in.unexpectedByte("the preamble of a core module");
            }
        }
        int last = -1;
        while (!in.atEnd()) {
            int offset = in.offset();
            int id = in.u8("a section of a core module");
            BinaryReader content = in.part(in.u32("the size of a section"), "section " + id + " of a core module");
            if (id != CUSTOM) {
                int place = ORDER.indexOf(id);
                if (place <= last) {
                    throw new MalformedComponent("section " + id + " of a core module is unknown or out of order",
                            offset);
                }
                last = place;
            }
            section(id, content);
        }
    }

    private void section(int id, BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        switch (id) {
            case CUSTOM -> {
                in.name("the name of a custom section");
                in.skipAll();
            }
            case 1 -> types = in.vec("core types", CoreModuleSection::type);
            case 2 -> imports = in.vec("core imports", this::coreImport);
            case 3 -> functions(in);
            case 4 -> tables.addAll(in.vec("core tables", CoreTypes::table));
            case 5 -> memories.addAll(in.vec("core memories", CoreTypes::memory));
            case 6 -> globals.addAll(in.vec("core globals", CoreModuleSection::global));
            case 7 -> exports = in.vec("core exports", this::export);
            default -> in.skipAll();
        }
        in.expectEnd("section " + id + " of a core module");
    }

    private static CoreFunctionType type(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        int offset = in.offset();
        return switch (in.u8("a core type")) {
            case 0x60 -> CoreTypes.functionType(in);
            case 0x4E, 0x4F, 0x50, 0x5E, 0x5F -> throw BinaryReader.unsupported("garbage-collected core types", offset);
            default -> throw in.unexpectedByte("a core type");
        };
    }

    private CoreImport coreImport(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        return new CoreImport(in.name("the module name of an import"), in.name("the name of an import"),
                importType(in));
    }

    private CoreExternType importType(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        int offset = in.offset();
        return switch (in.u8("a core import")) {
            case 0x00 -> {
                CoreFunctionType type = at(types, in, "core type");
                functions.add(type);
                yield new CoreExternType.Func(type);
            }
            case 0x01 -> added(tables, CoreTypes.table(in));
            case 0x02 -> added(memories, CoreTypes.memory(in));
            case 0x03 -> added(globals, CoreTypes.global(in));
            case 0x04 -> throw BinaryReader.unsupported("the tag of a core exception", offset);
            default -> throw in.unexpectedByte("a core import");
        };
    }

    private static CoreExternType added(List<CoreExternType> indexSpace, CoreExternType type) {
        indexSpace.add(type);
        return type;
    }

    private void functions(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        int offset = in.offset();
        long count = in.u32("the number of core functions");
        if (count > ComponentLimits.MAX_CORE_FUNCTIONS) {
            throw new UnsupportedComponent("a core module has more than " + ComponentLimits.MAX_CORE_FUNCTIONS
                    + " functions, which Wassette does not accept", offset);
        }
        for (long i = 0; i < count; i++) {
            functions.add(at(types, in, "core type"));
        }
    }

    private CoreExport export(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        String name = in.name("the name of an export");
        int offset = in.offset();
        CoreExternType type = switch (in.u8("a core export")) {
            case 0x00 -> new CoreExternType.Func(at(functions, in, "core function"));
            case 0x01 -> at(tables, in, "core table");
            case 0x02 -> at(memories, in, "core memory");
            case 0x03 -> at(globals, in, "core global");
            case 0x04 -> throw BinaryReader.unsupported("the tag of a core exception", offset);
            default -> throw in.unexpectedByte("a core export");
        };
        return new CoreExport(name, type);
    }

    private static <T> T at(List<T> indexSpace, BinaryReader in, String what) throws MalformedComponent {
        int offset = in.offset();
        int index = in.index(what);
        if (index >= indexSpace.size()) {
            throw new MalformedComponent("there is no " + what + " " + index + " in the core module", offset);
        }
        return indexSpace.get(index);
    }

    private static CoreExternType global(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        CoreExternType type = CoreTypes.global(in);
        skipConstantExpression(in);
        return type;
    }

    /// The instructions of constant expressions (core specification, "Constant expressions"), for their length only.
    private static void skipConstantExpression(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        while (true) {
            int offset = in.offset();
            switch (in.u8("a constant expression")) {
                case 0x0B -> {
                    return;
                }
                case 0x23, 0xD2 -> in.u32("an index");
                case 0x41, 0x42 -> in.skipLeb128("a constant");
                case 0x43 -> in.skip(4, "a constant");
                case 0x44 -> in.skip(8, "a constant");
                case 0x6A, 0x6B, 0x6C, 0x7C, 0x7D, 0x7E -> { }
                case 0xD0 -> in.s33("a heap type");
                case 0xFD -> {
                    in.u32("a vector instruction");
                    in.skip(16, "a constant");
                }
                case 0xFB -> throw BinaryReader.unsupported("garbage-collected core types", offset);
                default -> throw in.unexpectedByte("a constant expression");
            }
        }
    }
}
