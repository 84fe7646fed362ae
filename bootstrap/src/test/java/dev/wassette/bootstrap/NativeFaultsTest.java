package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wassette.component.engine.CodeCache;
import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.engine.CoreFunction;
import dev.wassette.component.engine.CoreFunctionType;
import dev.wassette.component.engine.CoreInstance;
import dev.wassette.component.engine.CoreLimits;
import dev.wassette.component.engine.CoreModule;
import dev.wassette.component.engine.CoreStore;
import dev.wassette.component.engine.CoreType;
import dev.wassette.component.engine.HostFunctions;
import dev.wassette.component.engine.Trap;
import dev.wassette.component.testkit.CoreModules;
import dev.wassette.component.testkit.Guests;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A trap of a native engine is a signal of the processor, and so are null pointers and overflowing stacks of compiled
/// Java code. Here they take turns thousands of times, with all native engines in one JVM: each must reach the one it is meant for.
class NativeFaultsTest {
    private static final CoreLimits LIMITS = new CoreLimits(1 << 20, 100);
    private static final int ROUNDS = 2_000;
    private static final int DEEP_ROUNDS = 10;
    private static final CoreFunctionType INT_TO_INT = new CoreFunctionType(List.of(CoreType.I32), List.of(CoreType.I32));
    private static final CoreFunctionType NUMBERS = new CoreFunctionType(
            List.of(CoreType.I32, CoreType.I64, CoreType.F32, CoreType.F64),
            List.of(CoreType.F64, CoreType.F32, CoreType.I64, CoreType.I32));

    private static final List<CoreEngine> ENGINES = new ArrayList<>();

    /// What a null pointer points to.
    private static final class Box {
        private int content;
    }

    @BeforeAll
    static void openEngines() throws Exception {
        for (String name : TestEngines.names().stream().filter(name -> name.startsWith("wasmtime")).toList()) {
            ENGINES.add(TestEngines.open(name, CodeCache.none(), LIMITS));
        }
    }

    @AfterAll
    static void closeEngines() {
        ENGINES.forEach(CoreEngine::close);
        ENGINES.clear();
    }

    @Test
    void trapsAndNullPointersTakeTurns() throws Exception {
        for (CoreEngine engine : ENGINES) {
            try (CoreModule module = engine.compile(CoreModules.read("traps"))) {
                Guests.run(() -> {
                    try (CoreStore store = engine.newStore(LIMITS)) {
                        CoreInstance instance = store.instantiate(module, List.of());
                        for (int i = 0; i < ROUNDS; i++) {
                            assertTrap(Trap.Kind.MEMORY_OUT_OF_BOUNDS, instance.function("load"), -1);
                            assertThrows(NullPointerException.class, () -> read(null));
                            assertTrap(Trap.Kind.INTEGER_DIVIDE_BY_ZERO, instance.function("divide"), 1);
                            assertEquals(i, read(box(i)));
                        }
                    }
                });
            }
        }
    }

    @Test
    void nullPointersAndOverflowsUnderAGuestReachTheHost() throws Exception {
        for (CoreEngine engine : ENGINES) {
            try (CoreModule module = engine.compile(CoreModules.read("host"));
                    HostFunctions functions = engine.prepareHostFunctions(List.of(NUMBERS, INT_TO_INT))) {
                Guests.run(() -> {
                    try (CoreStore store = engine.newStore(LIMITS)) {
                        CoreInstance instance = store.instantiate(module, List.copyOf(store.bind(functions, (_, values) -> {
                            if (values[0] == 0) {
                                read(null);
                            } else {
                                descend(0);
                            }
                        })));
                        for (int i = 0; i < ROUNDS; i++) {
                            assertThrows(NullPointerException.class, () -> call(instance.function("call-deep"), 0));
                        }
                        for (int i = 0; i < DEEP_ROUNDS; i++) {
                            assertThrows(StackOverflowError.class, () -> call(instance.function("call-deep"), 1));
                            assertThrows(NullPointerException.class, () -> call(instance.function("call-deep"), 0));
                        }
                    }
                });
            }
        }
    }

    @Test
    void overflowsOfGuestAndJavaTakeTurns() throws Exception {
        for (CoreEngine engine : ENGINES) {
            try (CoreModule module = engine.compile(CoreModules.read("loops"))) {
                for (int thread = 0; thread < 3; thread++) {
                    Guests.run(() -> {
                        try (CoreStore store = engine.newStore(LIMITS)) {
                            CoreInstance instance = store.instantiate(module, List.of());
                            for (int i = 0; i < DEEP_ROUNDS; i++) {
                                assertTrap(Trap.Kind.STACK_OVERFLOW, instance.function("recurse"), 0);
                                assertThrows(StackOverflowError.class, () -> descend(0));
                            }
                        }
                    });
                }
            }
        }
    }

    private static Box box(int content) {
        Box box = new Box();
        box.content = content;
        return box;
    }

    private static int read(Box box) {
        return box.content;
    }

    private static long descend(long depth) {
        return depth < 0 ? depth : 1 + descend(depth + 1);
    }

    private static void assertTrap(Trap.Kind kind, CoreFunction function, long argument) {
        assertEquals(kind, assertThrows(Trap.class, () -> call(function, argument)).kind());
    }

    private static long call(CoreFunction function, long... arguments) {
        long[] values = Arrays.copyOf(arguments, Math.max(4, arguments.length));
        function.call(values);
        return values[0];
    }
}
