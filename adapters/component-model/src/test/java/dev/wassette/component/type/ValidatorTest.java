package dev.wassette.component.type;

import static dev.wassette.component.binary.Bytes.bytes;
import static dev.wassette.component.binary.Bytes.component;
import static dev.wassette.component.binary.Bytes.concat;
import static dev.wassette.component.binary.Bytes.everything;
import static dev.wassette.component.binary.Bytes.externName;
import static dev.wassette.component.binary.Bytes.name;
import static dev.wassette.component.binary.Bytes.repeated;
import static dev.wassette.component.binary.Bytes.s33;
import static dev.wassette.component.binary.Bytes.section;
import static dev.wassette.component.binary.Bytes.u32;
import static dev.wassette.component.binary.Bytes.vec;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.component.ComponentException;
import dev.wassette.component.InvalidComponent;
import dev.wassette.component.UnsupportedComponent;
import dev.wassette.component.binary.ComponentDecoder;
import dev.wassette.component.binary.ComponentLimits;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What the official suite does not ask: hostile sizes, and that errors say where they are.
class ValidatorTest {
    private static final int CORE_MODULE = 1;
    private static final int CORE_INSTANCE = 2;
    private static final int COMPONENT = 4;
    private static final int INSTANCE = 5;
    private static final int TYPES = 7;
    private static final int IMPORTS = 10;
    private static final int EXPORTS = 11;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static void validate(byte[] file) throws ComponentException {
        Validator.validate(ComponentDecoder.decode(file));
    }

    /// {@return a section of types, of which the function makes number 0, 1, 2 and so on}
    private static byte[] types(int count, IntFunction<byte[]> type) {
        return section(TYPES, vec(IntStream.range(0, count).mapToObj(type).toArray(byte[][]::new)));
    }

    private static void refusedInTime(byte[] file) {
        assertTimeoutPreemptively(PATIENCE, () -> assertThrows(UnsupportedComponent.class, () -> validate(file)));
    }

    @Test
    void acceptsEveryKindOfDefinitionAndNoChangeOfItLeadsToAnErrorOfOurs() throws Exception {
        byte[] file = everything();
        validate(file);
        int invalid = 0;
        for (int i = 0; i < file.length; i++) {
            for (int change = 1; change < 0x100; change <<= 1) {
                byte[] changed = file.clone();
                changed[i] ^= (byte) change;
                try {
                    validate(changed);
                } catch (InvalidComponent e) {
                    assertTrue(e.offset() >= 0 && e.offset() <= file.length, e.getMessage());
                    invalid++;
                } catch (ComponentException e) {
                    assertTrue(e.getMessage().length() > 10, e.getMessage());
                }
            }
        }
        assertTrue(invalid > file.length / 2, "only " + invalid + " changes were found not to be valid");
    }

    @Test
    void saysWhatIsWrongAndWhere() {
        byte[] file = component(section(TYPES, vec(bytes(0x73), bytes(0x6F, 0x01, 0x05))));
        InvalidComponent e = assertThrows(InvalidComponent.class, () -> validate(file));
        assertEquals("there is no type 5: 1 are defined up to here (at byte 12)", e.getMessage());
    }

    @Test
    void saysWhereTypesDiffer() {
        byte[] record = concat(bytes(0x72), vec(concat(name("x"), bytes(0x79)), concat(name("y"), bytes(0x73))));
        byte[] other = concat(bytes(0x72), vec(concat(name("x"), bytes(0x79)), concat(name("y"), bytes(0x79))));
        byte[] inner = component(section(TYPES, vec(record)),
                section(IMPORTS, vec(concat(externName("t"), bytes(0x03, 0x00, 0x00)))));
        byte[] file = component(section(COMPONENT, inner), section(TYPES, vec(other)),
                section(INSTANCE, vec(concat(bytes(0x00, 0x00), vec(concat(name("t"), bytes(0x03, 0x00)))))));
        InvalidComponent e = assertThrows(InvalidComponent.class, () -> validate(file));
        assertEquals("the argument 't' of a component has the wrong type: in part 'y' of a record, expected string,"
                + " found u32", e.getMessage().substring(0, e.getMessage().indexOf(" (at byte")));
    }

    @Test
    void refusesValuesThatDoubleWithEachLine() {
        refusedInTime(component(types(60, i -> i == 0 ? bytes(0x73) : concat(bytes(0x6F, 0x02), s33(i - 1), s33(i - 1)))));
    }

    @Test
    void refusesTypesThatLieTooDeep() throws Exception {
        validate(component(types(ComponentLimits.MAX_TYPE_DEPTH, i -> i == 0 ? bytes(0x73) : concat(bytes(0x70), s33(i - 1)))));
        refusedInTime(component(types(50_000, i -> i == 0 ? bytes(0x73) : concat(bytes(0x70), s33(i - 1)))));
    }

    @Test
    void refusesInstanceTypesThatDoubleWithEachLineOnceTheyAreUsed() {
        byte[] first = concat(bytes(0x42), vec(concat(bytes(0x04), externName("a"), bytes(0x03, 0x01))));
        byte[] chain = types(60, i -> i == 0 ? first : concat(bytes(0x42), vec(
                concat(bytes(0x02, 0x03, 0x02, 0x01), u32(i - 1)),
                concat(bytes(0x04), externName("a"), bytes(0x05, 0x00)),
                concat(bytes(0x04), externName("b"), bytes(0x05, 0x00)))));
        refusedInTime(component(chain, section(IMPORTS, vec(concat(externName("i"), bytes(0x05), u32(59))))));
    }

    @Test
    void refusesInstancesThatDoubleWithEachLine() {
        byte[] inner = component(section(TYPES, vec(bytes(0x3F, 0x7F, 0x00))),
                section(EXPORTS, vec(concat(externName("r"), bytes(0x03, 0x00, 0x00)))));
        byte[] file = inner;
        for (int i = 0; i < 60; i++) {
            byte[] instantiate = bytes(0x00, 0x00, 0x00);
            file = component(section(COMPONENT, file), section(INSTANCE, vec(instantiate, instantiate)),
                    section(EXPORTS, vec(concat(externName("a"), bytes(0x05, 0x00, 0x00)),
                            concat(externName("b"), bytes(0x05, 0x01, 0x00)))));
        }
        refusedInTime(file);
    }

    @Test
    void refusesManyInstancesOfALargeComponent() {
        byte[] inner = component(types(5_000, i -> bytes(0x3F, 0x7F, 0x00)),
                section(EXPORTS, vec(IntStream.range(0, 5_000)
                        .mapToObj(i -> concat(externName("r" + i), bytes(0x03), u32(i), bytes(0x00)))
                        .toArray(byte[][]::new))));
        refusedInTime(component(section(COMPONENT, inner), section(INSTANCE, repeated(50_000, bytes(0x00, 0x00, 0x00)))));
    }

    @Test
    void refusesManyInstancesOfAModuleWithManyImports() {
        byte[] imports = vec(IntStream.range(0, 5_000)
                .mapToObj(i -> concat(name("m"), name("f" + i), bytes(0x02, 0x00, 0x00))).toArray(byte[][]::new));
        byte[] exports = vec(IntStream.range(0, 5_000)
                .mapToObj(i -> concat(name("f" + i), bytes(0x02, 0x00))).toArray(byte[][]::new));
        byte[] preamble = bytes(0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00);
        byte[] provider = concat(preamble, section(5, vec(bytes(0x00, 0x00))), section(7, exports));
        byte[] user = concat(preamble, section(2, imports));
        byte[] instances = repeated(50_000, concat(bytes(0x00, 0x01), vec(concat(name("m"), bytes(0x12, 0x00)))));
        refusedInTime(component(section(CORE_MODULE, provider), section(CORE_MODULE, user),
                section(CORE_INSTANCE, vec(bytes(0x00, 0x00, 0x00))), section(CORE_INSTANCE, instances)));
    }
}
