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

    /// {@return a module that takes tables and globals from other instances and exports them to one module as the
    /// imports that it has}
    ///
    /// @param sources where each comes from
    static byte[] forwarder(List<ModuleOutline.Import> imports, List<Source> sources) {
        var importSection = new BinaryWriter(64).u32(sources.size());
        var exportSection = new BinaryWriter(64).u32(sources.size());
        int[] next = new int[ExternKind.values().length];
        for (Source source : sources) {
            ModuleOutline.Import wanted = imports.get(source.position());
            importSection.name(source.module()).name(source.name()).u8(wanted.kind().code()).raw(wanted.type());
            exportSection.name(Integer.toString(source.position()));
            exportSection.u8(wanted.kind().code()).u32(next[wanted.kind().ordinal()]++);
        }
        return BinaryWriter.module(256)
                .section(Section.IMPORT, importSection)
                .section(Section.EXPORT, exportSection)
                .toBytes();
    }

    /// @param position of the import that is satisfied
    /// @param module the name of the providing instance in the linker
    /// @param name of its export in the linker
    record Source(int position, String module, String name) {}

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
