package dev.wassette.component.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Rewrites a core module such that it can be asked what it was refused, for engines that refuse `memory.grow` and
/// `table.grow` without telling anybody but the guest.
///
/// Each of these instructions becomes a call of a function that does the same, and keeps in a global that the answer was
/// -1 although the module itself declares room for more. Another function, exported as [#EXPORT], returns that global.
/// What is added stands at the ends of the index spaces, so nothing else changes. A module with instructions that are not
/// known here, or with nothing that grows, stays as it is.
public final class GrowthRecorder {
    private GrowthRecorder() {}

    /// The name of the function that is added, of type `() -> i32`. A bit for each [Growth] by its ordinal number.
    public static final String EXPORT = "wassette: refused growth";

    private static final int PREAMBLE_LENGTH = 8;
    private static final int TYPE = 1;
    private static final int IMPORT = 2;
    private static final int FUNCTION = 3;
    private static final int TABLE = 4;
    private static final int MEMORY = 5;
    private static final int GLOBAL = 6;
    private static final int EXPORTS = 7;
    private static final int START = 8;
    private static final int ELEMENT = 9;
    private static final int DATA_COUNT = 12;
    private static final int CODE = 10;
    private static final int DATA = 11;
    private static final int[] ORDER = {
        TYPE, IMPORT, FUNCTION, TABLE, MEMORY, GLOBAL, EXPORTS, START, ELEMENT, DATA_COUNT, CODE, DATA
    };
    private static final int I32 = 0x7f;
    private static final int FUNCREF = 0x70;
    private static final int EXTERNREF = 0x6f;
    private static final int FUNCTION_TYPE = 0x60;
    private static final int HAS_MAXIMUM = 1;
    /// How many functions, types and globals engines accept.
    private static final long MOST = 1_000_000;

    /// Not what this class knows; also what is not valid, about which engines say more.
    private static final class Unknown extends Exception {
        private static final long serialVersionUID = 1L;

        Unknown() {
            super(null, null, false, false);
        }
    }

    /// Something that can grow.
    ///
    /// @param elementType of a table
    /// @param maximum that the module declares; empty when it declares none
    private record Room(Growth kind, int index, int elementType, Optional<Long> maximum) {}

    /// An instruction that makes it grow.
    private record Place(int from, int to, Room room) {}

    /// {@return the module with these records; empty when it stays as it is}
    public static Optional<byte[]> record(byte[] wasm) {
        try {
            return new Rewriting(wasm).run();
        } catch (Unknown _) {
            return Optional.empty();
        }
    }

    /// {@return what a value of the function [#EXPORT] means}
    public static Set<Growth> refused(int bits) {
        Set<Growth> refused = new HashSet<>();
        for (Growth each : Growth.values()) {
            if ((bits & 1 << each.ordinal()) != 0) {
                refused.add(each);
            }
        }
        return refused;
    }

    private static final class Rewriting {
        private final byte[] wasm;
        private final Reader[] sections = new Reader[DATA_COUNT + 1];
        private final List<Room> memories = new ArrayList<>();
        private final List<Room> tables = new ArrayList<>();
        private final List<Room> growing = new ArrayList<>();
        private long types;
        private long functions;
        private long globals;

        Rewriting(byte[] wasm) {
            this.wasm = wasm;
        }

        Optional<byte[]> run() throws Unknown {
            findSections();
            if (sections[CODE] == null || sections[TYPE] == null) {
                return Optional.empty();
            }
            types = sections[TYPE].fork().u32();
            imports();
            functions += count(FUNCTION);
            tables();
            memories();
            globals += count(GLOBAL);
            requireNewName();
            List<byte[]> bodies = bodies();
            if (growing.isEmpty()) {
                return Optional.empty();
            }
            if (types + growing.size() + 1 > MOST || functions + growing.size() + 1 > MOST || globals + 1 > MOST) {
                throw new Unknown();
            }
            return Optional.of(write(bodies));
        }

        private void findSections() throws Unknown {
            Reader in = new Reader(wasm, 0, wasm.length);
            in.skip(PREAMBLE_LENGTH);
            while (!in.atEnd()) {
                int id = in.u8();
                int length = in.length();
                int from = in.skip(length);
                if (id >= sections.length || id != 0 && sections[id] != null) {
                    throw new Unknown();
                }
                sections[id] = new Reader(wasm, from, from + length);
            }
        }

        private long count(int section) throws Unknown {
            return sections[section] == null ? 0 : sections[section].fork().u32();
        }

        private void imports() throws Unknown {
            if (sections[IMPORT] == null) {
                return;
            }
            Reader in = sections[IMPORT].fork();
            for (long i = in.u32(); i > 0; i--) {
                in.skip(in.length());
                in.skip(in.length());
                switch (in.u8()) {
                    case 0 -> {
                        in.u32();
                        functions++;
                    }
                    case 1 -> table(in);
                    case 2 -> memory(in);
                    case 3 -> {
                        in.skip(2);
                        globals++;
                    }
                    default -> throw new Unknown();
                }
            }
        }

        private void tables() throws Unknown {
            if (sections[TABLE] != null) {
                Reader in = sections[TABLE].fork();
                for (long i = in.u32(); i > 0; i--) {
                    table(in);
                }
            }
        }

        private void memories() throws Unknown {
            if (sections[MEMORY] != null) {
                Reader in = sections[MEMORY].fork();
                for (long i = in.u32(); i > 0; i--) {
                    memory(in);
                }
            }
        }

        private void table(Reader in) throws Unknown {
            int elementType = in.u8();
            if (elementType != FUNCREF && elementType != EXTERNREF) {
                throw new Unknown();
            }
            tables.add(new Room(Growth.TABLE, tables.size(), elementType, maximum(in)));
        }

        private void memory(Reader in) throws Unknown {
            memories.add(new Room(Growth.MEMORY, memories.size(), 0, maximum(in)));
        }

        private static Optional<Long> maximum(Reader in) throws Unknown {
            int flags = in.u8();
            if (flags > HAS_MAXIMUM) {
                throw new Unknown();
            }
            in.u32();
            return flags == HAS_MAXIMUM ? Optional.of(in.u32()) : Optional.empty();
        }

        private void requireNewName() throws Unknown {
            if (sections[EXPORTS] == null) {
                return;
            }
            Reader in = sections[EXPORTS].fork();
            for (long i = in.u32(); i > 0; i--) {
                if (in.text(in.length()).equals(EXPORT)) {
                    throw new Unknown();
                }
                in.u8();
                in.u32();
            }
        }

        /// {@return the bodies of all functions, each with its length}
        private List<byte[]> bodies() throws Unknown {
            Reader in = sections[CODE].fork();
            List<byte[]> bodies = new ArrayList<>();
            int unchanged = -1; // where the part begins that is copied as it is
            for (long i = in.u32(); i > 0; i--) {
                int start = in.position();
                int length = in.length();
                int from = in.skip(length);
                List<Place> places = mayGrow(from, from + length) ? places(new Reader(wasm, from, from + length)) : List.of();
                if (places.isEmpty()) {
                    unchanged = unchanged < 0 ? start : unchanged;
                    continue;
                }
                if (unchanged >= 0) {
                    bodies.add(Arrays.copyOfRange(wasm, unchanged, start));
                    unchanged = -1;
                }
                bodies.add(body(from, from + length, places));
            }
            if (unchanged >= 0) {
                bodies.add(Arrays.copyOfRange(wasm, unchanged, in.position()));
            }
            return bodies;
        }

        /// {@return whether there is something in these bytes that looks like an instruction to grow: few functions have that,
        /// and only those are read instruction by instruction}
        private boolean mayGrow(int from, int to) {
            int most = memories.size();
            for (int i = from; i < to - 1; i++) {
                int next = wasm[i + 1]; // negative when the number goes on
                if (wasm[i] == 0x40 && next < most || wasm[i] == (byte) 0xfc && (next < 0 || next == 15)) {
                    return true;
                }
            }
            return false;
        }

        private List<Place> places(Reader in) throws Unknown {
            for (long i = in.u32(); i > 0; i--) {
                in.u32();
                in.u8();
            }
            List<Place> places = List.of();
            while (!in.atEnd()) {
                int from = in.position();
                Growth grown = instruction(in);
                if (grown != null) {
                    places = places.isEmpty() ? new ArrayList<>() : places;
                    places.add(new Place(from, in.position(), room(grown, in.last())));
                }
            }
            return places;
        }

        private Room room(Growth kind, long index) throws Unknown {
            List<Room> rooms = kind == Growth.MEMORY ? memories : tables;
            if (index >= rooms.size()) {
                throw new Unknown();
            }
            Room room = rooms.get((int) index);
            if (!growing.contains(room)) {
                growing.add(room);
            }
            return room;
        }

        private byte[] body(int from, int to, List<Place> places) {
            var body = new ByteArrayOutputStream(to - from + 8 * places.size());
            int done = from;
            for (Place place : places) {
                body.write(wasm, done, place.from() - done);
                body.write(0x10);
                number(body, functions + growing.indexOf(place.room()));
                done = place.to();
            }
            body.write(wasm, done, to - done);
            return sized(body);
        }

        private byte[] write(List<byte[]> bodies) throws Unknown {
            var out = new ByteArrayOutputStream(wasm.length + 1_000);
            out.write(wasm, 0, PREAMBLE_LENGTH);
            for (int id : ORDER) {
                Optional<byte[]> content = switch (id) {
                    case TYPE -> Optional.of(with(id, growing.size() + 1, addedTypes()));
                    case FUNCTION -> Optional.of(with(id, growing.size() + 1, addedFunctions()));
                    case GLOBAL -> Optional.of(with(id, 1, new byte[] {I32, 1, 0x41, 0, 0x0b}));
                    case EXPORTS -> Optional.of(with(id, 1, addedExport()));
                    case CODE -> Optional.of(code(bodies));
                    default -> Optional.ofNullable(sections[id]).map(Reader::bytes);
                };
                if (content.isPresent()) {
                    out.write(id);
                    number(out, content.get().length);
                    out.writeBytes(content.get());
                }
            }
            return out.toByteArray();
        }

        /// {@return a section with further elements at its end}
        private byte[] with(int id, int more, byte[] added) throws Unknown {
            var section = new ByteArrayOutputStream();
            if (sections[id] == null) {
                number(section, more);
            } else {
                Reader in = sections[id].fork();
                number(section, in.u32() + more);
                section.writeBytes(in.bytes());
            }
            section.writeBytes(added);
            return section.toByteArray();
        }

        private byte[] addedTypes() {
            var out = new ByteArrayOutputStream();
            for (Room room : growing) {
                byte[] type = room.kind() == Growth.MEMORY ? new byte[] {FUNCTION_TYPE, 1, I32, 1, I32}
                        : new byte[] {FUNCTION_TYPE, 2, (byte) room.elementType(), I32, 1, I32};
                out.writeBytes(type);
            }
            out.writeBytes(new byte[] {FUNCTION_TYPE, 0, 1, I32});
            return out.toByteArray();
        }

        private byte[] addedFunctions() {
            var out = new ByteArrayOutputStream();
            for (int i = 0; i <= growing.size(); i++) {
                number(out, types + i);
            }
            return out.toByteArray();
        }

        private byte[] addedExport() {
            var out = new ByteArrayOutputStream();
            byte[] name = EXPORT.getBytes(StandardCharsets.UTF_8);
            number(out, name.length);
            out.writeBytes(name);
            out.write(0);
            number(out, functions + growing.size());
            return out.toByteArray();
        }

        private byte[] code(List<byte[]> bodies) throws Unknown {
            var out = new ByteArrayOutputStream(wasm.length + 1_000);
            number(out, sections[CODE].fork().u32() + growing.size() + 1);
            bodies.forEach(out::writeBytes);
            growing.forEach(room -> out.writeBytes(growingBody(room)));
            var reading = new ByteArrayOutputStream();
            reading.write(0);
            global(reading, 0x23);
            reading.write(0x0b);
            out.writeBytes(sized(reading));
            return out.toByteArray();
        }

        /// `(func (param T? i32) (result i32))`: grows, and sets the bit when that was refused although there is room.
        private byte[] growingBody(Room room) {
            boolean isMemory = room.kind() == Growth.MEMORY;
            int amount = isMemory ? 0 : 1;
            int answer = amount + 1;
            var out = new ByteArrayOutputStream();
            out.writeBytes(new byte[] {1, 1, I32});
            if (!isMemory) {
                out.writeBytes(new byte[] {0x20, 0});
            }
            out.writeBytes(new byte[] {0x20, (byte) amount});
            operation(out, room, new byte[] {0x40}, 15);
            out.writeBytes(new byte[] {0x22, (byte) answer, 0x41, 0x7f, 0x46, 0x04, 0x40}); // answer == -1 ? if
            if (room.maximum().isPresent()) {
                operation(out, room, new byte[] {0x3f}, 16);
                out.writeBytes(new byte[] {(byte) 0xad, 0x20, (byte) amount, (byte) 0xad, 0x7c, 0x42});
                signed(out, room.maximum().get());
                out.writeBytes(new byte[] {0x58, 0x04, 0x40}); // size + amount <= maximum ? if
            }
            out.writeBytes(new byte[] {0x41, (byte) (1 << room.kind().ordinal())});
            global(out, 0x23);
            out.write(0x72);
            global(out, 0x24);
            if (room.maximum().isPresent()) {
                out.write(0x0b);
            }
            out.writeBytes(new byte[] {0x0b, 0x20, (byte) answer, 0x0b});
            return sized(out);
        }

        private static void operation(ByteArrayOutputStream out, Room room, byte[] ofMemory, int ofTable) {
            out.writeBytes(room.kind() == Growth.MEMORY ? ofMemory : new byte[] {(byte) 0xfc, (byte) ofTable});
            number(out, room.index());
        }

        private void global(ByteArrayOutputStream out, int instruction) {
            out.write(instruction);
            number(out, globals);
        }

        private static byte[] sized(ByteArrayOutputStream content) {
            var out = new ByteArrayOutputStream(content.size() + 5);
            number(out, content.size());
            out.writeBytes(content.toByteArray());
            return out.toByteArray();
        }

        private static void number(ByteArrayOutputStream out, long number) {
            long rest = number;
            while (rest >= 0x80) {
                out.write((int) (rest & 0x7f | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }

        private static void signed(ByteArrayOutputStream out, long number) {
            long rest = number;
            while (rest < -64 || rest > 63) {
                out.write((int) (rest & 0x7f | 0x80));
                rest >>= 7;
            }
            out.write((int) (rest & 0x7f));
        }
    }

    /// Reads one instruction (core specification 5.4).
    ///
    /// @return what it makes grow, with the index as the last number that was read; null when that is nothing
    private static Growth instruction(Reader in) throws Unknown {
        int opcode = in.u8();
        switch (opcode) {
            case 0x00, 0x01, 0x05, 0x0b, 0x0f, 0x1a, 0x1b, 0xd1 -> {}
            case 0x02, 0x03, 0x04 -> in.blockType();
            case 0x0c, 0x0d, 0x10, 0x12, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x3f, 0x41, 0x42, 0xd0, 0xd2 -> in.leb();
            case 0x11, 0x13 -> in.lebs(2);
            case 0x0e -> in.lebs(in.u32() + 1);
            case 0x1c -> in.lebs(in.u32());
            case 0x40 -> {
                in.u32();
                return Growth.MEMORY;
            }
            case 0x43 -> in.skip(4);
            case 0x44 -> in.skip(8);
            case 0xfc -> {
                return prefixed(in);
            }
            case 0xfd -> vector(in);
            default -> {
                if (opcode >= 0x28 && opcode <= 0x3e) {
                    in.memoryArgument();
                } else if (opcode < 0x45 || opcode > 0xc4) {
                    throw new Unknown();
                }
            }
        }
        return null;
    }

    private static Growth prefixed(Reader in) throws Unknown {
        long opcode = in.u32();
        if (opcode == 15) {
            in.u32();
            return Growth.TABLE;
        }
        if (opcode > 17) {
            throw new Unknown();
        }
        in.lebs(opcode < 8 ? 0 : opcode == 8 || opcode == 10 || opcode == 12 || opcode == 14 ? 2 : 1);
        return null;
    }

    private static void vector(Reader in) throws Unknown {
        long opcode = in.u32();
        if (opcode <= 11 || opcode == 92 || opcode == 93) {
            in.memoryArgument();
        } else if (opcode <= 13) {
            in.skip(16);
        } else if (opcode >= 21 && opcode <= 34) {
            in.skip(1);
        } else if (opcode >= 84 && opcode <= 91) {
            in.memoryArgument();
            in.skip(1);
        } else if (opcode > 275) {
            throw new Unknown();
        }
    }

    /// Reads a part of an array, and nothing beyond.
    private static final class Reader {
        private final byte[] bytes;
        private final int end;
        private int position;
        private long last;

        Reader(byte[] bytes, int from, int end) {
            this.bytes = bytes;
            this.position = from;
            this.end = end;
        }

        Reader fork() {
            return new Reader(bytes, position, end);
        }

        int position() {
            return position;
        }

        boolean atEnd() {
            return position == end;
        }

        /// {@return the last result of [#u32]}
        long last() {
            return last;
        }

        /// {@return what has not been read}
        byte[] bytes() {
            return Arrays.copyOfRange(bytes, position, end);
        }

        int u8() throws Unknown {
            if (position == end) {
                throw new Unknown();
            }
            return bytes[position++] & 0xff;
        }

        long u32() throws Unknown {
            long value = 0;
            for (int shift = 0; shift <= 28; shift += 7) {
                int next = u8();
                value |= (long) (next & 0x7f) << shift;
                if (next < 0x80) {
                    last = value;
                    return value;
                }
            }
            throw new Unknown();
        }

        int length() throws Unknown {
            long length = u32();
            if (length > end - position) {
                throw new Unknown();
            }
            return (int) length;
        }

        int skip(int length) throws Unknown {
            if (length > end - position) {
                throw new Unknown();
            }
            int from = position;
            position += length;
            return from;
        }

        String text(int length) throws Unknown {
            return new String(bytes, skip(length), length, StandardCharsets.UTF_8);
        }

        /// Passes a number of any size.
        void leb() throws Unknown {
            while (u8() >= 0x80) {}
        }

        void lebs(long count) throws Unknown {
            for (long i = 0; i < count; i++) {
                leb();
            }
        }

        /// A number, or one byte; types of references with a heap type are not known here.
        void blockType() throws Unknown {
            int first = u8();
            if (first == 0x63 || first == 0x64) {
                throw new Unknown();
            }
            if (first >= 0x80) {
                leb();
            }
        }

        void memoryArgument() throws Unknown {
            if ((u32() & 0x40) != 0) {
                leb();
            }
            leb();
        }
    }
}
