package dev.wassette.runtime.chicory;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.component.engine.CodeCache;
import dev.wassette.component.engine.CoreLimits;
import dev.wassette.component.engine.EngineOptions;
import dev.wassette.component.engine.InvalidCoreModule;
import org.junit.jupiter.api.Test;

/// Modules that ask for much. Each is refused for a reason that is found before anything is made of it.
class HostileModulesTest {
    private static final byte[] HEAD = {0, 'a', 's', 'm', 1, 0, 0, 0};
    private static final byte[] NO_PARAMETERS = ModuleWriter.section(1, new byte[] {1, 0x60, 0, 0});
    private static final byte[] ONE_FUNCTION = ModuleWriter.section(3, new byte[] {1, 0});
    private static final byte[] A_LOT = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7};

    private final ChicoryEngine engine =
            new ChicoryEngine(new EngineOptions(CodeCache.none(), new CoreLimits(1 << 20, 100)));

    @Test
    void aTypeWithBillionsOfParameters() {
        assertRefused("fewer than", ModuleWriter.section(1, ModuleWriter.concat(new byte[] {1, 0x60}, A_LOT)));
    }

    @Test
    void aTypeWithThousandsOfParameters() {
        byte[] parameters = ModuleWriter.sized(ModuleWriter.repeat(new byte[] {0x7f}, 5000));
        assertRefused("5000 parameters",
                ModuleWriter.section(1, ModuleWriter.concat(new byte[] {1, 0x60}, parameters, new byte[] {0})));
    }

    @Test
    void aDataSegmentOfGigabytes() {
        assertRefused("too early", ModuleWriter.section(5, new byte[] {1, 0, 1}),
                ModuleWriter.section(11, ModuleWriter.concat(new byte[] {1, 0, 0x41, 0, 0x0b}, A_LOT)));
    }

    @Test
    void anElementSegmentOfBillions() {
        assertRefused("fewer than", ModuleWriter.section(4, new byte[] {1, 0x70, 0, 1}),
                ModuleWriter.section(9, ModuleWriter.concat(new byte[] {1, 0, 0x41, 0, 0x0b}, A_LOT)));
    }

    @Test
    void aFunctionWithBillionsOfLocals() {
        byte[] body = ModuleWriter.sized(ModuleWriter.concat(new byte[] {1}, A_LOT, new byte[] {0x7f, 0x0b}));
        assertRefused("50000 locals", NO_PARAMETERS, ONE_FUNCTION,
                ModuleWriter.section(10, ModuleWriter.concat(new byte[] {1}, body)));
    }

    @Test
    void manyFunctionsWithManyLocals() {
        byte[] body = ModuleWriter.sized(ModuleWriter.concat(
                new byte[] {1}, ModuleWriter.number(49_000), new byte[] {0x7f, 0x0b}));
        byte[] count = ModuleWriter.number(100_000);
        assertRefused("10000000 locals", NO_PARAMETERS,
                ModuleWriter.section(3, ModuleWriter.concat(count, new byte[100_000])),
                ModuleWriter.section(10, ModuleWriter.concat(count, ModuleWriter.repeat(body, 100_000))));
    }

    @Test
    void aFunctionOfMegabytes() {
        byte[] body = ModuleWriter.sized(ModuleWriter.concat(
                new byte[] {0}, ModuleWriter.repeat(new byte[] {1}, 3 << 20), new byte[] {0x0b}));
        assertRefused("more than 2097152", NO_PARAMETERS, ONE_FUNCTION,
                ModuleWriter.section(10, ModuleWriter.concat(new byte[] {1}, body)));
    }

    @Test
    void aMillionTables() {
        byte[] tables = ModuleWriter.concat(
                ModuleWriter.number(1_000_000), ModuleWriter.repeat(new byte[] {0x70, 0, 1}, 1_000_000));
        assertRefused("1000000 tables", ModuleWriter.section(4, tables));
    }

    @Test
    void whatTheEngineDoesNotHaveIsNamed() {
        assertRefused("v128", ModuleWriter.section(1, new byte[] {1, 0x60, 1, 0x7b, 0}));
        assertRefused("typed references", ModuleWriter.section(1, new byte[] {1, 0x60, 1, 0x63, 0, 0}));
        assertRefused("garbage-collected", ModuleWriter.section(1, new byte[] {1, 0x5f, 0}));
        assertRefused("v128", NO_PARAMETERS, ONE_FUNCTION, // v128.const; drop
                ModuleWriter.section(10, ModuleWriter.concat(new byte[] {1, 21, 0, (byte) 0xfd, 12}, new byte[16],
                        new byte[] {0x1a, 0x0b})));
        assertRefused("shared by threads", ModuleWriter.section(5, new byte[] {1, 3, 1, 1}));
    }

    private void assertRefused(String why, byte[]... sections) {
        byte[] wasm = ModuleWriter.concat(HEAD, ModuleWriter.concat(sections));
        InvalidCoreModule invalid = assertThrows(InvalidCoreModule.class, () -> engine.compile(wasm));
        assertTrue(invalid.getMessage().contains(why), invalid::getMessage);
    }
}
