package dev.wassette.runtime.wasmtime.ffm;

import dev.wassette.component.engine.CoreFunctionType;
import dev.wassette.component.engine.CoreType;
import dev.wassette.component.engine.InvalidCoreModule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the engine has to know of a core module: the kinds of its imports, its exports with their types, and how large
/// its own memories and tables are. Everything is read leniently; Wasmtime has the last word on what is valid.
///
/// @param memories its own, not the imported ones
/// @param memoryNames for each of them a name that it is exported by, or one that is still to be given
/// @param unnamed the exports that give names to the others
/// @param tables the sizes at the start of its own
record ModuleOutline(List<ExternKind> imports, Map<String, Export> exports, List<Memory> memories,
        List<String> memoryNames, List<MemoryExports.Added> unnamed, List<Long> tables) {
    ModuleOutline {
        imports = List.copyOf(imports);
        exports = Map.copyOf(exports);
        memories = List.copyOf(memories);
        memoryNames = List.copyOf(memoryNames);
        unnamed = List.copyOf(unnamed);
        tables = List.copyOf(tables);
    }

    /// @param index in the index space of its kind
    /// @param signature of a function
    record Export(ExternKind kind, long index, Optional<Signature> signature) {}

    /// Sizes in bytes.
    ///
    /// @param maximum what the module declares, or the most there can be
    record Memory(long minimum, long maximum) {}

    private static final int PREAMBLE_LENGTH = 8;
    private static final int FUNCTION_TYPE = 0x60;
    private static final long PAGE = 1 << 16;
    private static final long MOST_PAGES = 1 << 16;
    private static final int HAS_MAXIMUM = 1;

    static ModuleOutline of(byte[] wasm) throws InvalidCoreModule {
        BinaryReader[] sections = sections(wasm);
        List<CoreFunctionType> types = types(sections[Section.TYPE]);
        List<ExternKind> imports = new ArrayList<>();
        List<Long> functions = new ArrayList<>();
        imports(sections[Section.IMPORT], imports, functions);
        functions(sections[Section.FUNCTION], functions);
        List<Long> tables = tables(sections[Section.TABLE]);
        List<Memory> memories = memories(sections[Section.MEMORY]);
        Map<String, Export> exports = exports(sections[Section.EXPORT], types, functions);
        int imported = (int) imports.stream().filter(kind -> kind == ExternKind.MEMORY).count();
        List<String> memoryNames = new ArrayList<>();
        List<MemoryExports.Added> unnamed = new ArrayList<>();
        for (int index = imported; index < imported + memories.size(); index++) {
            Optional<String> name = memoryName(exports, index);
            if (name.isEmpty()) {
                unnamed.add(new MemoryExports.Added(freshName(exports, index), index));
            }
            memoryNames.add(name.orElseGet(() -> unnamed.getLast().name()));
        }
        return new ModuleOutline(imports, exports, memories, memoryNames, unnamed, tables);
    }

    private static Optional<String> memoryName(Map<String, Export> exports, int index) {
        return exports.entrySet().stream()
                .filter(export -> export.getValue().kind() == ExternKind.MEMORY && export.getValue().index() == index)
                .map(Map.Entry::getKey).findFirst();
    }

    private static String freshName(Map<String, Export> exports, int index) {
        String name = "memory " + index;
        while (exports.containsKey(name)) {
            name += "'";
        }
        return name;
    }

    private static BinaryReader[] sections(byte[] wasm) throws InvalidCoreModule {
        BinaryReader in = new BinaryReader(wasm, 0, wasm.length);
        in.skip(PREAMBLE_LENGTH);
        BinaryReader[] sections = new BinaryReader[Section.COUNT];
        while (!in.atEnd()) {
            int id = in.u8();
            int length = in.count();
            int from = in.skip(length);
            if (id < Section.COUNT) {
                sections[id] = new BinaryReader(wasm, from, from + length);
            }
        }
        return sections;
    }

    private static int count(BinaryReader section) throws InvalidCoreModule {
        return section == null ? 0 : section.count();
    }

    private static List<CoreFunctionType> types(BinaryReader in) throws InvalidCoreModule {
        int count = count(in);
        List<CoreFunctionType> types = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            if (in.u8() != FUNCTION_TYPE) {
                throw in.malformed("a type that this engine does not know");
            }
            types.add(new CoreFunctionType(valueTypes(in), valueTypes(in)));
        }
        return types;
    }

    private static List<CoreType> valueTypes(BinaryReader in) throws InvalidCoreModule {
        int count = in.count();
        List<CoreType> types = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            types.add(valueType(in));
        }
        return types;
    }

    private static CoreType valueType(BinaryReader in) throws InvalidCoreModule {
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

    private static void imports(BinaryReader in, List<ExternKind> imports, List<Long> functions)
            throws InvalidCoreModule {
        int count = count(in);
        for (int i = 0; i < count; i++) {
            in.name();
            in.name();
            ExternKind kind = ExternKind.read(in);
            switch (kind) {
                case FUNCTION -> functions.add(in.u32());
                case TABLE -> table(in);
                case MEMORY -> memory(in);
                case GLOBAL -> {
                    valueType(in);
                    in.u8();
                }
            }
            imports.add(kind);
        }
    }

    private static void functions(BinaryReader in, List<Long> functions) throws InvalidCoreModule {
        int count = count(in);
        for (int i = 0; i < count; i++) {
            functions.add(in.u32());
        }
    }

    private static List<Long> tables(BinaryReader in) throws InvalidCoreModule {
        int count = count(in);
        List<Long> tables = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tables.add(table(in));
        }
        return tables;
    }

    private static long table(BinaryReader in) throws InvalidCoreModule {
        valueType(in);
        int flags = flags(in);
        long minimum = in.u32();
        if (flags == HAS_MAXIMUM) {
            in.u32();
        }
        return minimum;
    }

    private static List<Memory> memories(BinaryReader in) throws InvalidCoreModule {
        int count = count(in);
        List<Memory> memories = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            memories.add(memory(in));
        }
        return memories;
    }

    private static Memory memory(BinaryReader in) throws InvalidCoreModule {
        int flags = flags(in);
        long minimum = in.u32();
        return new Memory(PAGE * minimum, PAGE * (flags == HAS_MAXIMUM ? in.u32() : MOST_PAGES));
    }

    private static int flags(BinaryReader in) throws InvalidCoreModule {
        int flags = in.u8();
        if (flags > HAS_MAXIMUM) {
            throw in.malformed("a shared or 64-bit memory or table, which this engine does not have,");
        }
        return flags;
    }

    private static Map<String, Export> exports(BinaryReader in, List<CoreFunctionType> types, List<Long> functions)
            throws InvalidCoreModule {
        int count = count(in);
        Map<String, Export> exports = HashMap.newHashMap(count);
        for (int i = 0; i < count; i++) {
            String name = in.name();
            ExternKind kind = ExternKind.read(in);
            long index = in.u32();
            exports.put(name, new Export(kind, index, kind == ExternKind.FUNCTION
                    ? Optional.of(new Signature(typeOf(index, types, functions, in))) : Optional.empty()));
        }
        return exports;
    }

    private static CoreFunctionType typeOf(
            long function, List<CoreFunctionType> types, List<Long> functions, BinaryReader in)
            throws InvalidCoreModule {
        if (function >= functions.size() || functions.get((int) function) >= types.size()) {
            throw in.malformed("unknown function " + function);
        }
        return types.get(functions.get((int) function).intValue());
    }
}
