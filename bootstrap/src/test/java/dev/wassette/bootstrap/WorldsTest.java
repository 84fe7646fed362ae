package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wassette.application.port.out.ComponentFormat.Read;
import dev.wassette.component.testkit.ComponentFixtures;
import dev.wassette.sandbox.ComponentReader;
import dev.wassette.domain.wit.text.MalformedWit;
import dev.wassette.domain.wit.text.WitParser;
import dev.wassette.domain.wit.text.WitPrinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The types of components as text in WIT.
class WorldsTest {

    private static String world(byte[] component) {
        return assertInstanceOf(Read.class, new ComponentReader().read(component)).contents().world();
    }

    @Test
    void writesResourcesWithTheirFunctions() throws IOException {
        assertEquals("""
                package root:component;

                world root {
                  export test:items/store;
                  export %use: func(rep: u32) -> u32;
                }

                package test:items {
                  interface store {
                    resource item {
                      constructor(rep: u32);
                      rep: func() -> u32;
                    }
                    destroyed: func() -> u32;
                  }
                }
                """, world(ComponentFixtures.read("resource")));
    }

    @Test
    void writesTypesWhereTheyComeFrom() throws IOException {
        String world = world(ComponentFixtures.read("host"));
        assertTrue(world.contains("  import test:host/things@0.2.5;"), world);
        assertTrue(world.contains("""
                package test:host@0.2.5 {
                  interface things {
                    resource thing {
                      constructor(name: string);
                """), world);
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo", "host", "imports", "invalid-module", "pass", "resource", "tools", "variables"})
    void readsWhatItHasWritten(String fixture) throws Exception {
        check(fixture, ComponentFixtures.read(fixture));
    }

    /// The examples and the guest programs, as far as they are built.
    @Test
    void readsTheWorldsOfRealComponents() throws Exception {
        List<Path> built;
        try (Stream<Path> examples = Files.walk(Path.of("..", "examples"), 3); Stream<Path> guests = Files.walk(GuestProgram.FOLDER, 2)) {
            built = Stream.concat(examples, guests)
                    .filter(file -> file.toString().endsWith(".wasm") && file.getParent().endsWith("build")).toList();
        }
        assumeTrue(!built.isEmpty(), "no example and no guest program is built");
        for (Path file : built) {
            check(file.toString(), Files.readAllBytes(file));
        }
    }

    private static void check(String name, byte[] component) throws MalformedWit {
        String world = world(component);
        assertEquals(world, WitPrinter.print(WitParser.parse(world)), name);
        assertTrue(!world.contains("Left out") && world.contains("world root"), world);
    }
}
