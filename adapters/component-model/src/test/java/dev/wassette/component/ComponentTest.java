package dev.wassette.component;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComponentTest {
    private static final String PREAMBLE = "0061736d0d000100";

    @Test
    void customSectionsAreFoundByName() throws Exception {
        Component component = Component.parse(HexFormat.of().parseHex(PREAMBLE + "0003016107" + "0003016108"));

        assertArrayEquals(new byte[] {7}, component.customSection("a").orElseThrow());
        assertEquals(Optional.empty(), component.customSection("b"));
    }

    /// `(component (import "inner" (component)))`
    @Test
    void aValidComponentThatNoHostCanServeIsReadAndNotLinked() throws Exception {
        Component component =
                Component.parse(HexFormat.of().parseHex(PREAMBLE + "07030141000a0a010005696e6e65720400"));

        assertEquals(List.of("inner"), component.imports());
        assertEquals(List.of(), component.functions());
        assertThrows(UnlinkableComponent.class, () -> component.link(null, List.of()));
    }
}
