package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.CoreFunctionType;
import dev.wassette.component.engine.InvalidCoreModule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What the engine has to know of a core module to rewrite it and to link it: where its sections are, what it imports
/// and exports, how large its memories and tables may become. Everything else is for Wasmtime to check; only what
/// [ModuleRewriter] changes or drops is checked here, because Wasmtime does not see it.
///
/// @param wasm the whole module
/// @param sections where the content of each section is, by section id; null for those that are not there
/// @param start the function to run after instantiation
record ModuleOutline(
        byte[] wasm, Span[] sections, List<Import> imports, Map<String, Export> exports,
        List<TableType> tables, List<SizeLimits> memories, OptionalInt start) {

    /// A part of the module.
    record Span(int from, int end) {}

    /// @param type the bytes that follow the kind in the import section
    /// @param function the type of a function
    record Import(ExternKind kind, byte[] type, Optional<CoreFunctionType> function) {}

    /// @param position in the export section
    /// @param index in the index space of its kind
    /// @param type of a function
    record Export(ExternKind kind, int position, int index, Optional<CoreFunctionType> type) {}

    record TableType(int elementType, SizeLimits size) {}

    private static final long MEMORY_PAGES_BOUND = 1 << 16;
    private static final long TABLE_ELEMENTS_BOUND = 0xffff_ffffL;
    private static final int[] PREAMBLE = {0, 'a', 's', 'm', 1, 0, 0, 0};

    static ModuleOutline of(byte[] wasm) throws InvalidCoreModule {
        Span[] sections = sections(wasm);
        List<CoreFunctionType> types = types(reader(wasm, sections, Section.TYPE));
        List<Import> imports = new ArrayList<>();
        List<Integer> functions = new ArrayList<>();
        imports(reader(wasm, sections, Section.IMPORT), types, imports, functions);
        functions(reader(wasm, sections, Section.FUNCTION), functions);
        var outline = new ModuleOutline(
                wasm, sections, imports, new LinkedHashMap<>(),
                tables(reader(wasm, sections, Section.TABLE)),
                memories(reader(wasm, sections, Section.MEMORY)),
                sections[Section.START] == null
                        ? OptionalInt.empty()
                        : start(reader(wasm, sections, Section.START), types, functions));
        exports(reader(wasm, sections, Section.EXPORT), types, functions, outline.exports());
        return outline;
    }

    /// {@return whether it exchanges tables or globals with other modules}
    boolean sharesTablesOrGlobals() {
        return imports.stream().anyMatch(i -> !i.kind().crossesJava())
                || exports.values().stream().anyMatch(e -> !e.kind().crossesJava());
    }

    private static Span[] sections(byte[] wasm) throws InvalidCoreModule {
        var in = new BinaryReader(wasm, 0, wasm.length);
        for (int expected : PREAMBLE) {
            if (in.u8() != expected) {
                throw in.malformed("not a core module of version 1, the magic number or version differs");
            }
        }
        Span[] sections = new Span[Section.COUNT];
        int lastRank = -1;
        while (!in.atEnd()) {
            int id = in.u8();
            if (id >= Section.COUNT) {
                throw in.malformed("malformed section id");
            }
            int length = in.count();
            int from = in.skip(length);
            if (id == Section.CUSTOM) {
                new BinaryReader(wasm, from, from + length).name();
                continue;
            }
            if (Section.rank(id) <= lastRank) {
                throw in.malformed("unexpected content after last section: a section out of order, its end is");
            }
            lastRank = Section.rank(id);
            sections[id] = new Span(from, from + length);
        }
        return sections;
    }

    /// {@return a reader of that section; of an empty vector when there is no such section}
    private static BinaryReader reader(byte[] wasm, Span[] sections, int id) {
        Span span = sections[id];
        return span == null ? new BinaryReader(new byte[1], 0, 1) : new BinaryReader(wasm, span.from(), span.end());
    }

    private static void requireEnd(BinaryReader in) throws InvalidCoreModule {
        if (!in.atEnd()) {
            throw in.malformed("section size mismatch");
        }
    }

    private static List<CoreFunctionType> types(BinaryReader in) throws InvalidCoreModule {
        int count = in.count();
        List<CoreFunctionType> types = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            types.add(ValueTypes.readFunction(in));
        }
        requireEnd(in);
        return types;
    }

    private static void imports(
            BinaryReader in, List<CoreFunctionType> types, List<Import> imports, List<Integer> functions)
            throws InvalidCoreModule {
        int count = in.count();
        for (int i = 0; i < count; i++) {
            in.name();
            in.name();
            ExternKind kind = ExternKind.read(in);
            int from = in.position();
            Optional<CoreFunctionType> function = Optional.empty();
            switch (kind) {
                case FUNCTION -> {
                    functions.add(index(in));
                    function = Optional.of(typeOf(functions.size() - 1, types, functions, in));
                }
                case TABLE -> table(in);
                case MEMORY -> SizeLimits.read(in, MEMORY_PAGES_BOUND);
                case GLOBAL -> {
                    ValueTypes.read(in);
                    in.u8();
                }
            }
            imports.add(new Import(kind, in.copyFrom(from), function));
        }
        requireEnd(in);
    }

    private static void functions(BinaryReader in, List<Integer> functions) throws InvalidCoreModule {
        int count = in.count();
        for (int i = 0; i < count; i++) {
            functions.add(index(in));
        }
        requireEnd(in);
    }

    private static TableType table(BinaryReader in) throws InvalidCoreModule {
        int elementType = ValueTypes.code(ValueTypes.read(in));
        return new TableType(elementType, SizeLimits.read(in, TABLE_ELEMENTS_BOUND));
    }

    private static List<TableType> tables(BinaryReader in) throws InvalidCoreModule {
        int count = in.count();
        List<TableType> tables = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tables.add(table(in));
        }
        requireEnd(in);
        return tables;
    }

    private static List<SizeLimits> memories(BinaryReader in) throws InvalidCoreModule {
        int count = in.count();
        List<SizeLimits> memories = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            memories.add(SizeLimits.read(in, MEMORY_PAGES_BOUND));
        }
        requireEnd(in);
        return memories;
    }

    private static void exports(
            BinaryReader in, List<CoreFunctionType> types, List<Integer> functions, Map<String, Export> exports)
            throws InvalidCoreModule {
        int count = in.count();
        for (int position = 0; position < count; position++) {
            String name = in.name();
            ExternKind kind = ExternKind.read(in);
            int index = index(in);
            Optional<CoreFunctionType> type =
                    kind == ExternKind.FUNCTION ? Optional.of(typeOf(index, types, functions, in)) : Optional.empty();
            if (exports.put(name, new Export(kind, position, index, type)) != null) {
                throw in.malformed("duplicate export name '" + name + "'");
            }
        }
        requireEnd(in);
    }

    private static OptionalInt start(BinaryReader in, List<CoreFunctionType> types, List<Integer> functions)
            throws InvalidCoreModule {
        int index = index(in);
        requireEnd(in);
        CoreFunctionType type = typeOf(index, types, functions, in);
        if (!type.parameters().isEmpty() || !type.results().isEmpty()) {
            throw in.malformed("start function must have no parameters and no results");
        }
        return OptionalInt.of(index);
    }

    private static CoreFunctionType typeOf(
            int function, List<CoreFunctionType> types, List<Integer> functions, BinaryReader in)
            throws InvalidCoreModule {
        if (function >= functions.size() || functions.get(function) >= types.size()) {
            throw in.malformed("unknown function " + function);
        }
        return types.get(functions.get(function));
    }

    private static int index(BinaryReader in) throws InvalidCoreModule {
        long index = in.u32();
        if (index > Integer.MAX_VALUE) {
            throw in.malformed("unknown index");
        }
        return (int) index;
    }
}
