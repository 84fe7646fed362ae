package dev.wassette.runtime.wasmtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.component.engine.CoreFunctionType;
import dev.wassette.component.engine.CoreLimits;
import dev.wassette.component.engine.Trap;
import dev.wassette.component.engine.CoreType;
import dev.wassette.component.engine.InvalidCoreModule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModuleRewriterTest {
    private static final long PAGE = 1 << 16;

    @ParameterizedTest
    @CsvSource({
        "1, , 16, 16", // no maximum of its own
        "1, 4, 16, 4", // one that is lower
        "1, 99, 16, 16", // one that is higher
        "16, 16, 16, 16",
        "17, 99, 16, 99", // too large from the start: refused at instantiation
        "0, , 0, 0"
    })
    void memoriesAndTablesGetAMaximum(int minimum, Integer maximum, int cap, int result) throws Exception {
        ModuleOutline outline = ModuleOutline.of(module(minimum, maximum));
        CoreLimits limits = new CoreLimits(Math.max(1, cap * PAGE), Math.max(1, cap));
        ModuleOutline rewritten = rewrite(outline, limits);
        assertEquals(minimum, rewritten.memories().getFirst().minimum());
        assertEquals(result, rewritten.memories().getFirst().maximum());
        assertTrue(rewritten.memories().getFirst().declaresMaximum());
        assertEquals(minimum, rewritten.tables().getFirst().size().minimum());
        assertEquals(Math.max(result, cap == 0 ? 1 : result), rewritten.tables().getFirst().size().maximum());
        if (minimum > cap) {
            assertEquals(Trap.Kind.OUT_OF_MEMORY,
                    assertThrows(Trap.class, () -> Variant.requireWithin(outline, limits)).kind());
        } else {
            Variant.requireWithin(outline, limits);
        }
    }

    @Test
    void limitsThatMakeNoDifferenceAreOneVariant() throws Exception {
        ModuleOutline bounded = ModuleOutline.of(module(1, 4));
        assertEquals(Variant.of(bounded, new CoreLimits(16 * PAGE, 16), 0),
                Variant.of(bounded, new CoreLimits(99 * PAGE, 99), 0));
        ModuleOutline without = ModuleOutline.of(BinaryWriter.module(0).toBytes());
        assertEquals(Variant.of(without, new CoreLimits(1, 1), 0), Variant.of(without, new CoreLimits(1 << 30, 9), 0));
    }

    @Test
    void importsAndExportsAreNamedByPosition() throws Exception {
        ModuleOutline outline = ModuleOutline.of(Modules.read("sharing"));
        byte[] rewritten = ModuleRewriter.rewrite(outline, Variant.of(outline, new CoreLimits(PAGE, 9), 0), "m");
        assertEquals(Set.of("0", "1", "2", "3", "4", "5"), ModuleOutline.of(rewritten).exports().keySet());
        BinaryReader in = section(rewritten, Section.IMPORT);
        assertEquals(4, in.count());
        assertEquals("m", in.name());
        assertEquals("0", in.name());
    }

    @Test
    void theStartFunctionBecomesAnExport() throws Exception {
        byte[] wasm = BinaryWriter.module(64)
                .section(Section.TYPE, new BinaryWriter(8).u32(1).u8(0x60).u32(0).u32(0))
                .section(Section.FUNCTION, new BinaryWriter(8).u32(1).u32(0))
                .section(Section.START, new BinaryWriter(8).u32(0))
                .section(Section.CODE, new BinaryWriter(8).u32(1).u32(2).u32(0).u8(0x0b))
                .toBytes();
        ModuleOutline rewritten = rewrite(ModuleOutline.of(wasm), new CoreLimits(PAGE, 1));
        assertTrue(rewritten.start().isEmpty());
        ModuleOutline.Export start = rewritten.exports().get(ModuleRewriter.START);
        assertEquals(0, start.index());
        assertEquals(Optional.of(new CoreFunctionType(List.of(), List.of())), start.type());
    }

    @Test
    void customSectionsAreDroppedAndTheRestIsCopied() throws Exception {
        byte[] plain = Modules.read("often");
        byte[] withCustom = new BinaryWriter(plain.length + 32)
                .raw(plain)
                .section(Section.CUSTOM, new BinaryWriter(16).name("name").u8(1).u8(2))
                .toBytes();
        ModuleOutline outline = ModuleOutline.of(withCustom);
        byte[] rewritten = ModuleRewriter.rewrite(outline, Variant.of(outline, new CoreLimits(PAGE, 1), 0), "m");
        ModuleOutline again = ModuleOutline.of(rewritten);
        for (int id : new int[] {Section.TYPE, Section.FUNCTION, Section.CODE}) {
            assertEquals(length(outline, id), length(again, id));
        }
        assertFalse(new String(rewritten, java.nio.charset.StandardCharsets.ISO_8859_1).contains("name"));
    }

    @Test
    void everyCutIsRefused() throws Exception {
        for (String name : List.of("names", "often", "sharing", "growing")) {
            byte[] whole = Modules.read(name);
            int[] ends = sectionEnds(whole);
            for (int length = 0; length < whole.length; length++) {
                byte[] cut = java.util.Arrays.copyOf(whole, length);
                if (java.util.Arrays.binarySearch(ends, length) < 0) {
                    assertThrows(InvalidCoreModule.class, () -> ModuleOutline.of(cut), name + " cut at " + length);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a maximum below the minimum, 2, 1",
        "more pages than there can be, 65537, ",
        "a maximum of more pages than there can be, 1, 65537",
    })
    void limitsThatAreNotValidAreRefusedRatherThanCapped(String what, int minimum, Integer maximum) {
        byte[] wasm = BinaryWriter.module(32).section(Section.MEMORY, memory(minimum, maximum)).toBytes();
        assertThrows(InvalidCoreModule.class, () -> ModuleOutline.of(wasm), what);
    }

    @Test
    void namesThatAreNotValidAreRefusedRatherThanReplaced() {
        byte[] twice = BinaryWriter.module(32)
                .section(Section.MEMORY, memory(1, null))
                .section(Section.EXPORT, new BinaryWriter(8).u32(2).name("m").u8(2).u32(0).name("m").u8(2).u32(0))
                .toBytes();
        assertThrows(InvalidCoreModule.class, () -> ModuleOutline.of(twice));
        byte[] notText = BinaryWriter.module(32)
                .section(Section.MEMORY, memory(1, null))
                .section(Section.EXPORT, new BinaryWriter(8).u32(1).u32(1).u8(0xff).u8(2).u32(0))
                .toBytes();
        assertThrows(InvalidCoreModule.class, () -> ModuleOutline.of(notText));
    }

    @Test
    void hostileCountsTakeNoMemory() {
        for (int id : new int[] {Section.TYPE, Section.IMPORT, Section.FUNCTION, Section.TABLE, Section.MEMORY, Section.EXPORT}) {
            byte[] wasm = BinaryWriter.module(32).section(id, new BinaryWriter(8).u32(0xffff_ffffL)).toBytes();
            assertThrows(InvalidCoreModule.class, () -> ModuleOutline.of(wasm));
        }
    }

    @Test
    void generatedModulesAreReadAsWritten() throws Exception {
        var types = List.of(
                new CoreFunctionType(List.of(CoreType.I32, CoreType.F64), List.of(CoreType.I64)),
                new CoreFunctionType(List.of(), List.of()));
        ModuleOutline hostCalls = ModuleOutline.of(HostCallModule.generate(types, 1));
        assertEquals(Set.of("0", "1", HostCallModule.MEMORY), hostCalls.exports().keySet());
        assertEquals(Optional.of(types.getFirst()), hostCalls.exports().get("0").type());
        assertEquals(1, hostCalls.imports().size());
        ModuleOutline guestCall = ModuleOutline.of(GuestCallModule.generate(types.getFirst(), 1));
        assertEquals(Optional.of(types.getFirst()), guestCall.imports().getFirst().function());
        assertEquals(Set.of(GuestCallModule.CALL), guestCall.exports().keySet());
    }

    private static ModuleOutline rewrite(ModuleOutline outline, CoreLimits limits) throws InvalidCoreModule {
        return ModuleOutline.of(ModuleRewriter.rewrite(outline, Variant.of(outline, limits, 0), "imports"));
    }

    /// {@return a module with one memory and one table of that size}
    private static byte[] module(int minimum, Integer maximum) {
        return BinaryWriter.module(32)
                .section(Section.TABLE, new BinaryWriter(8).u32(1).u8(0x70).append(limits(minimum, maximum)))
                .section(Section.MEMORY, memory(minimum, maximum))
                .toBytes();
    }

    private static BinaryWriter memory(int minimum, Integer maximum) {
        return new BinaryWriter(8).u32(1).append(limits(minimum, maximum));
    }

    private static BinaryWriter limits(int minimum, Integer maximum) {
        var out = new BinaryWriter(8).u8(maximum == null ? 0 : 1).u32(minimum);
        return maximum == null ? out : out.u32(maximum);
    }

    private static BinaryReader section(byte[] wasm, int id) throws InvalidCoreModule {
        ModuleOutline.Span span = ModuleOutline.of(wasm).sections()[id];
        return new BinaryReader(wasm, span.from(), span.end());
    }

    private static int length(ModuleOutline outline, int id) {
        return outline.sections()[id].end() - outline.sections()[id].from();
    }

    /// {@return the lengths at which a cut leaves whole sections, in order}
    private static int[] sectionEnds(byte[] wasm) throws InvalidCoreModule {
        var ends = java.util.stream.IntStream.builder().add(8);
        var in = new BinaryReader(wasm, 8, wasm.length);
        while (!in.atEnd()) {
            in.u8();
            in.skip(in.count());
            ends.add(in.position());
        }
        return ends.build().sorted().toArray();
    }
}
