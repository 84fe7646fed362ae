package dev.wassette.runtime.wasmtime;

import java.util.List;

/// Writes a module anew in the form in which Wasmtime gets it. No index space changes, so code is copied as it is.
///
///  - Memories and tables get a maximum: wasmtime-java cannot limit a store.
///  - Imports and exports are named by their position. Wasmtime's linker gives `_start` and `_initialize` a meaning that
///    a core instance of a component does not have, and names cross JNI as modified UTF-8.
///  - The start function becomes an export that the engine calls: a trap during instantiation has lost its kind.
///  - Custom sections are dropped.
final class ModuleRewriter {
    private ModuleRewriter() {}

    /// The name under which the start function is exported.
    static final String START = "start";

    /// @param importModule the module name of all imports
    static byte[] rewrite(ModuleOutline outline, Variant variant, String importModule) {
        BinaryWriter out = BinaryWriter.module(outline.wasm().length + 64);
        for (int id : Section.inOrder()) {
            switch (id) {
                case Section.IMPORT -> imports(out, outline, importModule);
                case Section.TABLE -> tables(out, outline.tables(), variant.tableElements());
                case Section.MEMORY -> memories(out, outline.memories(), variant.memoryPages());
                case Section.EXPORT -> exports(out, outline);
                case Section.START -> { }
                default -> copy(out, outline, id);
            }
        }
        return out.toBytes();
    }

    /// {@return a module that takes the imports of another one from where they are, and exports each under the name
    /// that it has as an import}
    static byte[] forwarder(List<ModuleOutline.Import> imports, List<Source> sources) {
        var types = new BinaryWriter(128);
        var importSection = new BinaryWriter(512).u32(sources.size());
        var exportSection = new BinaryWriter(128).u32(sources.size());
        int[] next = new int[ExternKind.values().length];
        for (Source source : sources) {
            ModuleOutline.Import wanted = imports.get(source.position());
            int index = next[wanted.kind().ordinal()]++;
            importSection.name(source.place().instance()).name(source.place().name()).u8(wanted.kind().code());
            wanted.function().ifPresentOrElse(type -> {
                ValueTypes.writeFunction(types, type);
                importSection.u32(index);
            }, () -> importSection.raw(wanted.type()));
            exportSection.name(Integer.toString(source.position())).u8(wanted.kind().code()).u32(index);
        }
        return BinaryWriter.module(1024)
                .section(Section.TYPE, new BinaryWriter(128).u32(next[ExternKind.FUNCTION.ordinal()]).append(types))
                .section(Section.IMPORT, importSection)
                .section(Section.EXPORT, exportSection)
                .toBytes();
    }

    /// @param position of the import that is satisfied
    record Source(int position, Place place) {}

    private static void imports(BinaryWriter out, ModuleOutline outline, String importModule) {
        if (outline.imports().isEmpty()) {
            return;
        }
        var content = new BinaryWriter(32 * outline.imports().size()).u32(outline.imports().size());
        int position = 0;
        for (ModuleOutline.Import wanted : outline.imports()) {
            content.name(importModule).name(Integer.toString(position++)).u8(wanted.kind().code()).raw(wanted.type());
        }
        out.section(Section.IMPORT, content);
    }

    private static void tables(BinaryWriter out, List<ModuleOutline.TableType> tables, long cap) {
        if (tables.isEmpty()) {
            return;
        }
        var content = new BinaryWriter(16 * tables.size()).u32(tables.size());
        for (ModuleOutline.TableType table : tables) {
            table.size().capped(cap).write(content.u8(table.elementType()));
        }
        out.section(Section.TABLE, content);
    }

    private static void memories(BinaryWriter out, List<SizeLimits> memories, long cap) {
        if (memories.isEmpty()) {
            return;
        }
        var content = new BinaryWriter(16).u32(memories.size());
        memories.forEach(memory -> memory.capped(cap).write(content));
        out.section(Section.MEMORY, content);
    }

    private static void exports(BinaryWriter out, ModuleOutline outline) {
        int count = outline.exports().size() + (outline.start().isPresent() ? 1 : 0);
        var content = new BinaryWriter(8 * count).u32(count);
        for (ModuleOutline.Export export : outline.exports().values()) {
            content.name(Integer.toString(export.position())).u8(export.kind().code()).u32(export.index());
        }
        outline.start().ifPresent(index -> content.name(START).u8(ExternKind.FUNCTION.code()).u32(index));
        out.section(Section.EXPORT, content);
    }

    private static void copy(BinaryWriter out, ModuleOutline outline, int id) {
        ModuleOutline.Span span = outline.sections()[id];
        if (span != null) {
            int length = span.end() - span.from();
            out.u8(id).u32(length).raw(outline.wasm(), span.from(), length);
        }
    }
}
