package dev.wassette.component.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.component.UnlinkableComponent;
import dev.wassette.component.UnsupportedComponent;
import dev.wassette.component.binary.ComponentDecoder;
import dev.wassette.component.host.HostFunction;
import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.wit.Signature;
import dev.wassette.domain.wit.WitType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {
    private static final String PREAMBLE = "0061736d0d000100";

    @Test
    void nestedInstancesAreEvaluated() throws Exception {
        Plan plan = Planner.plan(ComponentDecoder.decode(chain(8, 2)));

        assertEquals(1 + 2 + 4 + 8 + 16 + 32 + 64 + 128 + 256, plan.recipe().definitions().size());
    }

    @Test
    void exponentialInstancesAreRefused() {
        UnsupportedComponent refused = assertThrows(UnsupportedComponent.class,
                () -> Planner.plan(ComponentDecoder.decode(chain(60, 2))));

        assertTrue(refused.getMessage().contains("1000 component instances"), refused.getMessage());
    }

    @Test
    void deepInstancesAreRefused() throws Exception {
        Planner.plan(ComponentDecoder.decode(chain(PlanLimits.MAX_DEPTH, 1)));
        UnsupportedComponent refused = assertThrows(UnsupportedComponent.class,
                () -> Planner.plan(ComponentDecoder.decode(chain(PlanLimits.MAX_DEPTH + 1, 1))));

        assertTrue(refused.getMessage().contains("inside each other"), refused.getMessage());
    }

    @Test
    void manyTimesManyExportsAreRefused() throws Exception {
        Planner.plan(ComponentDecoder.decode(exports(500, 400)));
        UnsupportedComponent refused = assertThrows(UnsupportedComponent.class,
                () -> Planner.plan(ComponentDecoder.decode(exports(500, 600))));

        assertTrue(refused.getMessage().contains("250000 steps"), refused.getMessage());
    }

    /// The components are `(component (import "inner" (component)))`, `(component (import "code" (core module)))`,
    /// `(component (import "a:b/c@1.0.0" (instance (export "inner" (instance)))))`.
    @ParameterizedTest
    @CsvSource({
        "component 'inner', 07030141000a0a010005696e6e65720400",
        "core module 'code', 03030150000a0a010004636f6465001100",
        "instance 'inner' of a:b/c@1.0.0, 0710014202014200040005696e6e657205000a1001000b613a622f6340312e302e300500"})
    void whatNoHostOffersIsNamed(String what, String sections) {
        UnlinkableComponent refused = assertThrows(UnlinkableComponent.class,
                () -> Planner.plan(ComponentDecoder.decode(HexFormat.of().parseHex(PREAMBLE + sections))));

        assertTrue(refused.getMessage().startsWith("the component imports the " + what), refused.getMessage());
    }

    /// `(component (import "act" (func)))`
    @Test
    void functionsOfTheWorldItselfComeFromAnInterfaceWithoutAName() throws Exception {
        Plan plan = Planner.plan(ComponentDecoder.decode(
                HexFormat.of().parseHex(PREAMBLE + "070501400001000a080100036163740100")));

        UnlinkableComponent refused = assertThrows(UnlinkableComponent.class, () -> HostBindings.of(plan, List.of()));

        assertTrue(refused.getMessage().startsWith(
                "the component imports the function 'act' by itself, which this host does not offer"),
                refused.getMessage());
        HostFunction act = _ -> Optional.empty();
        HostInterface world = HostInterface.named("", String::isEmpty)
                .function("act", List.of(), Optional.empty(), act).build();
        assertSame(act, HostBindings.of(plan, List.of(world)).function(0));
    }

    @Test
    void longTypesAreCutOff() {
        WitType type = WitType.Primitive.U8;
        for (int i = 0; i < 64; i++) {
            type = new WitType.TupleType(List.of(type, type));
        }
        String text = TypeText.of(new Signature(List.of(), Optional.of(type)));

        assertEquals(PlanLimits.MAX_TYPE_TEXT + 3, text.length());
        assertTrue(text.endsWith("..."), text);
    }

    /// {@return a component with one empty component inside, and so many more of which each instantiates the one before
    /// it so many times; the root instantiates the last one, as often}
    private static byte[] chain(int length, int times) {
        ByteArrayOutputStream root = new ByteArrayOutputStream();
        root.writeBytes(HexFormat.of().parseHex(PREAMBLE));
        section(root, 4, HexFormat.of().parseHex(PREAMBLE));
        for (int i = 1; i < length; i++) {
            ByteArrayOutputStream nested = new ByteArrayOutputStream();
            nested.writeBytes(HexFormat.of().parseHex(PREAMBLE));
            section(nested, 6, new byte[] {1, 4, 2, 1, (byte) (i - 1)});
            section(nested, 5, instances(0, times));
            section(root, 4, nested.toByteArray());
        }
        section(root, 5, instances(length - 1, times));
        return root.toByteArray();
    }

    /// {@return a component with an instance of so many exports that is exported so many times}
    private static byte[] exports(int width, int times) {
        ByteArrayOutputStream root = new ByteArrayOutputStream();
        root.writeBytes(HexFormat.of().parseHex(PREAMBLE));
        section(root, 4, HexFormat.of().parseHex(PREAMBLE));
        ByteArrayOutputStream instance = new ByteArrayOutputStream();
        instance.writeBytes(new byte[] {1, 1});
        leb128(instance, width);
        for (int i = 0; i < width; i++) {
            name(instance, i);
            instance.writeBytes(new byte[] {4, 0});
        }
        section(root, 5, instance.toByteArray());
        ByteArrayOutputStream exports = new ByteArrayOutputStream();
        leb128(exports, times);
        for (int i = 0; i < times; i++) {
            name(exports, i);
            exports.writeBytes(new byte[] {5, 0, 0});
        }
        section(root, 11, exports.toByteArray());
        return root.toByteArray();
    }

    private static void name(ByteArrayOutputStream to, int number) {
        String name = "n" + number;
        to.writeBytes(new byte[] {0, (byte) name.length()});
        to.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] instances(int component, int times) {
        ByteArrayOutputStream section = new ByteArrayOutputStream();
        section.write(times);
        for (int i = 0; i < times; i++) {
            section.writeBytes(new byte[] {0, (byte) component, 0});
        }
        return section.toByteArray();
    }

    private static void leb128(ByteArrayOutputStream to, int value) {
        int rest = value;
        while (rest >= 0x80) {
            to.write(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        to.write(rest);
    }

    private static void section(ByteArrayOutputStream to, int id, byte[] content) {
        to.write(id);
        leb128(to, content.length);
        to.writeBytes(content);
    }
}
