package dev.wassette.component.binary;

import static dev.wassette.component.binary.Bytes.bytes;
import static dev.wassette.component.binary.Bytes.component;
import static dev.wassette.component.binary.Bytes.concat;
import static dev.wassette.component.binary.Bytes.everything;
import static dev.wassette.component.binary.Bytes.name;
import static dev.wassette.component.binary.Bytes.repeated;
import static dev.wassette.component.binary.Bytes.section;
import static dev.wassette.component.binary.Bytes.u32;
import static dev.wassette.component.binary.Bytes.vec;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.component.ComponentException;
import dev.wassette.component.MalformedComponent;
import dev.wassette.component.UnsupportedComponent;
import dev.wassette.component.engine.CoreFunctionType;
import dev.wassette.component.engine.CoreType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComponentDecoderTest {
    private static final int TYPES = 7;
    private static final int COMPONENT = 4;

    @Test
    void keepsEveryKindOfDefinition() throws Exception {
        Set<Class<?>> kinds = new HashSet<>();
        for (Definition definition : ComponentDecoder.decode(everything()).definitions()) {
            kinds.add(definition.getClass());
        }
        assertEquals(Set.of(CoreModule.class, CoreInstance.Instantiate.class, CoreInstance.InlineExports.class,
                CoreTypeDefinition.class, NestedComponent.class, Instance.Instantiate.class,
                Instance.InlineExports.class, Alias.InstanceExport.class, Alias.CoreInstanceExport.class,
                Alias.Outer.class, TypeDefinition.class, Canon.Lift.class, Canon.Lower.class, Canon.ResourceNew.class,
                Canon.ResourceRep.class, Canon.ResourceDrop.class, Import.class, Export.class, CustomSection.class),
                kinds);
    }

    @Test
    void readsTheImportsAndExportsOfCoreModules() throws Exception {
        List<CoreModule> modules = ComponentDecoder.decode(everything()).definitions().stream()
                .filter(CoreModule.class::isInstance).map(CoreModule.class::cast).toList();
        assertEquals(List.of("memory: memory, at least 1", "table: table of funcref, at least 1",
                "global: immutable global i32", "realloc: func [i32, i32, i32, i32] -> [i32]",
                "drop: func [i32] -> []"),
                modules.getFirst().exports().stream().map(export -> export.name() + ": " + export.type()).toList());
        CoreModule main = modules.getLast();
        assertEquals(new CoreExternType.Func(new CoreFunctionType(
                List.of(CoreType.I32, CoreType.I32, CoreType.I32, CoreType.I32), List.of())),
                main.imports().getFirst().type());
        assertArrayEquals(bytes(0x00, 0x61, 0x73, 0x6D), Arrays.copyOf(main.bytes().toByteArray(), 4));
    }

    @Test
    void everyShorterFileIsRefusedOrEndsAfterASection() throws Exception {
        byte[] file = everything();
        List<Definition> whole = ComponentDecoder.decode(file).definitions();
        int accepted = 0;
        for (int length = 0; length < file.length; length++) {
            byte[] shorter = Arrays.copyOf(file, length);
            try {
                List<Definition> definitions = ComponentDecoder.decode(shorter).definitions();
                assertTrue(definitions.size() < whole.size(), "at " + length);
                accepted++;
            } catch (MalformedComponent e) {
                assertTrue(e.offset() <= length, e.getMessage());
            }
        }
        assertTrue(accepted < 60, accepted + " prefixes were accepted, more than there are sections");
    }

    @Test
    void noChangedByteLeadsToAnErrorOfOurs() throws Exception {
        byte[] file = everything();
        int refused = 0;
        for (int i = 0; i < file.length; i++) {
            for (int change : new int[] {0x01, 0x40, 0x80, 0xFF}) {
                byte[] changed = file.clone();
                changed[i] ^= (byte) change;
                try {
                    ComponentDecoder.decode(changed);
                } catch (ComponentException e) {
                    refused++;
                }
            }
        }
        assertTrue(refused > file.length, "only " + refused + " changes were noticed");
    }

    @Test
    void tellsACoreModuleFromAComponent() {
        byte[] module = bytes(0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00);
        MalformedComponent e = assertThrows(MalformedComponent.class, () -> ComponentDecoder.decode(module));
        assertTrue(e.getMessage().startsWith("this is a core module, not a component"), e.getMessage());
    }

    @Test
    void saysWhereAFileIsNoWebAssemblyAtAll() {
        byte[] text = "import json".getBytes(StandardCharsets.UTF_8);
        MalformedComponent e = assertThrows(MalformedComponent.class, () -> ComponentDecoder.decode(text));
        assertEquals("this is not a WebAssembly file: it does not start with the bytes 00 61 73 6d (at byte 0)",
                e.getMessage());
    }

    @Test
    void givesTheOffsetInTheFileEvenDeepInside() {
        byte[] inner = component(section(TYPES, vec(bytes(0x7F), bytes(0x44))));
        byte[] outer = component(section(0, name("padding"), new byte[100]), section(COMPONENT, inner));
        MalformedComponent e = assertThrows(MalformedComponent.class, () -> ComponentDecoder.decode(outer));
        assertEquals(outer.length - 1, e.offset());
        assertEquals("unexpected byte 0x44 for a type (at byte " + (outer.length - 1) + ")", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"0x66, streams", "0x65, futures", "0x64, error contexts", "0x43, asynchronous functions", "0x63, maps",
        "0x67, lists of fixed length"})
    void namesTheTypeThatIsNotSupported(String opcode, String feature) {
        byte[] file = component(section(TYPES, vec(bytes(Integer.decode(opcode), 0x00))));
        UnsupportedComponent e = assertThrows(UnsupportedComponent.class, () -> ComponentDecoder.decode(file));
        assertTrue(e.getMessage().startsWith("the component uses " + feature), e.getMessage());
        assertEquals(11, e.offset());
    }

    @Test
    void stopsAtItsOwnNestingLimit() throws Exception {
        byte[] nested = component();
        for (int i = 0; i < ComponentLimits.MAX_NESTING; i++) {
            nested = component(section(COMPONENT, nested));
        }
        byte[] deepest = nested;
        assertInstanceOf(NestedComponent.class, ComponentDecoder.decode(deepest).definitions().getFirst());
        byte[] tooDeep = component(section(COMPONENT, deepest));
        assertThrows(UnsupportedComponent.class, () -> ComponentDecoder.decode(tooDeep));
    }

    @Test
    void stopsAtItsOwnNestingLimitForTypes() {
        byte[] type = bytes(0x42, 0x00);
        for (int i = 0; i < 100_000; i += 1_000) {
            byte[] opening = new byte[3 * 1_000];
            for (int j = 0; j < 1_000; j++) {
                System.arraycopy(bytes(0x42, 0x01, 0x01), 0, opening, 3 * j, 3);
            }
            type = concat(opening, type);
        }
        byte[] file = component(section(TYPES, vec(type)));
        assertThrows(UnsupportedComponent.class, () -> ComponentDecoder.decode(file));
    }

    @Test
    void doesNotBelieveCounts() {
        for (int id : new int[] {2, 3, 5, 6, 7, 8, 10, 11}) {
            byte[] file = component(section(id, u32(-1), new byte[3]));
            MalformedComponent e = assertThrows(MalformedComponent.class, () -> ComponentDecoder.decode(file));
            assertTrue(e.getMessage().contains("unexpected end: there should be 4294967295"), e.getMessage());
        }
    }

    @Test
    void countsTheElementsOfAWholeFile() {
        byte[] half = section(TYPES, repeated(ComponentLimits.MAX_ELEMENTS / 2 + 1, bytes(0x7F)));
        byte[] file = component(half, half);
        assertTimeoutPreemptively(Duration.ofSeconds(20),
                () -> assertThrows(UnsupportedComponent.class, () -> ComponentDecoder.decode(file)));
    }

    @ParameterizedTest
    @CsvSource({"80 80 80 80 10, true", "ff ff ff ff 0f, false", "80 80 80 80 80 00, true", "80 80 80 80 00, false"})
    void readsNumbersOfThirtyTwoBitsOnly(String number, boolean tooLarge) {
        byte[] file = concat(component(), bytes(0x07), hex(number));
        MalformedComponent e = assertThrows(MalformedComponent.class, () -> ComponentDecoder.decode(file));
        assertEquals(tooLarge, e.getMessage().contains("does not fit into 32 bits"), e.getMessage());
    }

    private static byte[] hex(String text) {
        return HexFormat.ofDelimiter(" ").parseHex(text);
    }
}
