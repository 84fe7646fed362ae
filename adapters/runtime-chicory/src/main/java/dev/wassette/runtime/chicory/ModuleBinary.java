package dev.wassette.runtime.chicory;

import dev.wassette.component.engine.InvalidCoreModule;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/// The binary of a core module, taken apart just far enough to make smaller ones from it.
///
/// Chicory's parser makes about 60 bytes of objects of each byte of code, and trusts most counts it reads. So it only
/// ever gets to see *skeletons*: the same module without its data and with only some of its function bodies. Reading
/// here also checks what the parser would allocate for without looking.
final class ModuleBinary {
    private static final int CUSTOM = 0;
    private static final int TYPE = 1;
    private static final int IMPORT = 2;
    private static final int TABLE = 4;
    private static final int MEMORY = 5;
    private static final int ELEMENT = 9;
    private static final int CODE = 10;
    private static final int DATA = 11;
    private static final int FUNCTION_TYPE = 0x60;
    /// No locals, `unreachable`, `end`: a body that is valid for each type.
    private static final byte[] UNREACHABLE_BODY = {0, 0, 0x0b};

    private record Section(int id, int start, int end) {}

    /// @param size where the number stands that says how long the contents are
    private record Segment(int start, int size, int contents, int end) {}

    /// What is imported, without its names.
    private record Import(int start, int end) {}

    /// @param weight its size, and more if it declares many locals
    private record Body(int start, int end, long weight) {}

    private final byte[] wasm;
    private final List<Section> sections = new ArrayList<>();
    private final List<Import> imports = new ArrayList<>();
    private final List<Body> bodies = new ArrayList<>();
    private final List<Segment> segments = new ArrayList<>();
    private long locals;

    private ModuleBinary(byte[] wasm) {
        this.wasm = wasm;
    }

    /// Finds the parts of a module.
    ///
    /// @throws InvalidCoreModule when they are not where they should be, or beyond a limit of [ChicoryLimits]
    static ModuleBinary read(byte[] wasm) throws InvalidCoreModule {
        ModuleBinary binary = new ModuleBinary(wasm);
        BinaryReader reader = new BinaryReader(wasm, 0, wasm.length);
        for (int expected : new int[] {0, 'a', 's', 'm', 1, 0, 0, 0}) {
            if (reader.readByte() != expected) {
                throw reader.invalid("it does not start as core modules of version 1 do");
            }
        }
        while (!reader.atEnd()) {
            int id = reader.readByte();
            int size = reader.readCount();
            int start = reader.position();
            reader.skip(size);
            binary.section(new Section(id, start, reader.position()));
        }
        return binary;
    }

    private void section(Section section) throws InvalidCoreModule {
        BinaryReader reader = new BinaryReader(wasm, section.start(), section.end());
        if (section.id() != CUSTOM && sections.stream().anyMatch(other -> other.id() == section.id())) {
            throw reader.invalid("it has two sections of kind " + section.id());
        }
        sections.add(section);
        switch (section.id()) {
            case TYPE -> checkTypes(reader);
            case IMPORT -> readImports(reader);
            case TABLE, MEMORY -> checkTablesOrMemories(reader);
            case ELEMENT -> checkElements(reader);
            case CODE -> readBodies(reader);
            case DATA -> readSegments(reader);
            default -> { }
        }
        if (Set.of(IMPORT, CODE, DATA).contains(section.id()) && !reader.atEnd()) {
            throw reader.invalid("a section is longer than what is in it");
        }
    }

    private static void checkTypes(BinaryReader reader) throws InvalidCoreModule {
        for (int count = reader.readItemCount(); count > 0; count--) {
            if (reader.readByte() != FUNCTION_TYPE) {
                throw reader.invalid("a type is not one of a function; this engine has no garbage-collected types");
            }
            checkValueTypes(reader);
            checkValueTypes(reader);
        }
    }

    private static void checkValueTypes(BinaryReader reader) throws InvalidCoreModule {
        int count = reader.readItemCount();
        if (count > ChicoryLimits.MAX_PARAMETERS) {
            throw reader.invalid(count + " parameters or results are more than " + ChicoryLimits.MAX_PARAMETERS);
        }
        for (int i = 0; i < count; i++) {
            checkValueType(reader);
        }
    }

    private static void checkValueType(BinaryReader reader) throws InvalidCoreModule {
        int type = reader.readByte();
        switch (type) {
            case 0x7f, 0x7e, 0x7d, 0x7c, 0x70, 0x6f, 0x69 -> { } // i32, i64, f32, f64, funcref, externref, exnref
            case 0x7b -> throw reader.invalid("it uses vectors (v128), which this engine does not have");
            case 0x63, 0x64 -> throw reader.invalid("it uses typed references, which this engine does not have");
            default -> throw reader.invalid("0x" + Integer.toHexString(type) + " is not a value type");
        }
    }

    private void readImports(BinaryReader reader) throws InvalidCoreModule {
        for (int count = reader.readItemCount(); count > 0; count--) {
            reader.skipName();
            reader.skipName();
            int start = reader.position();
            int kind = reader.readByte();
            switch (kind) {
                case 0 -> reader.skipNumber(); // function
                case 1 -> { // table
                    checkValueType(reader);
                    skipLimits(reader);
                }
                case 2 -> skipLimits(reader); // memory
                case 3 -> { // global
                    checkValueType(reader);
                    reader.readByte();
                }
                case 4 -> { // tag
                    reader.readByte();
                    reader.skipNumber();
                }
                default -> throw reader.invalid(kind + " is not a kind of import");
            }
            imports.add(new Import(start, reader.position()));
        }
    }

    private static void skipLimits(BinaryReader reader) throws InvalidCoreModule {
        boolean hasMaximum = (reader.readByte() & 1) != 0;
        reader.skipNumber();
        if (hasMaximum) {
            reader.skipNumber();
        }
    }

    private static void checkTablesOrMemories(BinaryReader reader) throws InvalidCoreModule {
        int count = reader.readItemCount();
        if (count > ChicoryLimits.MAX_TABLES_OR_MEMORIES) {
            throw reader.invalid(count + " tables or memories are more than " + ChicoryLimits.MAX_TABLES_OR_MEMORIES);
        }
    }

    private static void checkElements(BinaryReader reader) throws InvalidCoreModule {
        for (int count = reader.readItemCount(); count > 0; count--) {
            int flags = reader.readCount();
            boolean active = (flags & 1) == 0;
            boolean hasTable = active && (flags & 2) != 0;
            boolean hasExpressions = (flags & 4) != 0;
            if (hasTable) {
                reader.skipNumber();
            }
            if (active) {
                reader.skipConstantExpression();
            }
            if (!active || hasTable) {
                reader.readByte(); // kind or type of the elements
            }
            for (int items = reader.readItemCount(); items > 0; items--) {
                if (hasExpressions) {
                    reader.skipConstantExpression();
                } else {
                    reader.skipNumber();
                }
            }
        }
    }

    private void readBodies(BinaryReader reader) throws InvalidCoreModule {
        for (int count = reader.readItemCount(); count > 0; count--) {
            int size = reader.readCount();
            int start = reader.position();
            reader.skip(size);
            if (size > ChicoryLimits.MAX_FUNCTION_BYTES) {
                throw reader.invalid("a function of " + size + " bytes is more than " + ChicoryLimits.MAX_FUNCTION_BYTES);
            }
            long ownLocals = countLocals(new BinaryReader(wasm, start, reader.position()));
            bodies.add(new Body(start, reader.position(), size + 16 * ownLocals));
        }
    }

    private long countLocals(BinaryReader reader) throws InvalidCoreModule {
        long own = 0;
        for (int groups = reader.readItemCount(); groups > 0; groups--) {
            own += reader.readCount();
            checkValueType(reader);
            if (own > ChicoryLimits.MAX_LOCALS_OF_FUNCTION) {
                throw reader.invalid("a function has more than " + ChicoryLimits.MAX_LOCALS_OF_FUNCTION + " locals");
            }
        }
        locals += own;
        if (locals > ChicoryLimits.MAX_LOCALS_OF_MODULE) {
            throw reader.invalid("all functions have more than " + ChicoryLimits.MAX_LOCALS_OF_MODULE + " locals");
        }
        return own;
    }

    private void readSegments(BinaryReader reader) throws InvalidCoreModule {
        for (int count = reader.readItemCount(); count > 0; count--) {
            int start = reader.position();
            int mode = reader.readCount();
            if (mode == 2) {
                reader.skipNumber();
            }
            if (mode == 0 || mode == 2) {
                reader.skipConstantExpression();
            }
            int size = reader.position();
            int length = reader.readCount();
            int contents = reader.position();
            reader.skip(length);
            segments.add(new Segment(start, size, contents, reader.position()));
        }
    }

    /// {@return how many functions the module defines}
    int functionCount() {
        return bodies.size();
    }

    /// {@return how much work and memory the function with this position among the defined ones takes to compile}
    long weight(int function) {
        return bodies.get(function).weight();
    }

    /// {@return the size of a function's body in bytes}
    int size(int function) {
        return bodies.get(function).end() - bodies.get(function).start();
    }

    /// {@return a function's body: local variables and code}
    byte[] body(int function) {
        return Arrays.copyOfRange(wasm, bodies.get(function).start(), bodies.get(function).end());
    }

    /// {@return the contents of a data segment}
    byte[] data(int segment) {
        return Arrays.copyOfRange(wasm, segments.get(segment).contents(), segments.get(segment).end());
    }

    /// {@return a module that differs from this one in four ways: the bodies of functions that are not kept only
    /// trap, data segments are empty, there are no custom sections, and imports are named by their position}
    ///
    /// Imports are given by position anyway, and Chicory takes no import whose two names are both empty.
    ///
    /// @param keep which functions keep their bodies, by their position among the defined ones
    byte[] skeleton(IntPredicate keep) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(wasm, 0, 8);
        for (Section section : sections) {
            switch (section.id()) {
                case CUSTOM -> { }
                case IMPORT -> writeSection(out, IMPORT, renamedImports());
                case CODE -> writeSection(out, CODE, code(keep));
                case DATA -> writeSection(out, DATA, emptyData());
                default -> writeSection(out, section.id(), Arrays.copyOfRange(wasm, section.start(), section.end()));
            }
        }
        return out.toByteArray();
    }

    private byte[] code(IntPredicate keep) {
        ByteArrayOutputStream code = new ByteArrayOutputStream();
        writeNumber(code, bodies.size());
        for (int i = 0; i < bodies.size(); i++) {
            if (keep.test(i)) {
                Body body = bodies.get(i);
                writeNumber(code, body.end() - body.start());
                code.write(wasm, body.start(), body.end() - body.start());
            } else {
                writeNumber(code, UNREACHABLE_BODY.length);
                code.writeBytes(UNREACHABLE_BODY);
            }
        }
        return code.toByteArray();
    }

    private byte[] renamedImports() {
        ByteArrayOutputStream renamed = new ByteArrayOutputStream();
        writeNumber(renamed, imports.size());
        for (int i = 0; i < imports.size(); i++) {
            byte[] name = String.valueOf(i).getBytes(StandardCharsets.US_ASCII);
            renamed.write(0);
            writeNumber(renamed, name.length);
            renamed.writeBytes(name);
            renamed.write(wasm, imports.get(i).start(), imports.get(i).end() - imports.get(i).start());
        }
        return renamed.toByteArray();
    }

    private byte[] emptyData() {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        writeNumber(data, segments.size());
        for (Segment segment : segments) {
            data.write(wasm, segment.start(), segment.size() - segment.start());
            data.write(0);
        }
        return data.toByteArray();
    }

    private static void writeSection(ByteArrayOutputStream out, int id, byte[] contents) {
        out.write(id);
        writeNumber(out, contents.length);
        out.writeBytes(contents);
    }

    private static void writeNumber(ByteArrayOutputStream out, int number) {
        int rest = number;
        while (rest >= 0x80) {
            out.write(rest | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }
}
