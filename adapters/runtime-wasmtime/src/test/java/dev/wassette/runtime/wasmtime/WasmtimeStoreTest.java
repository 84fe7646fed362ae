package dev.wassette.runtime.wasmtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.component.engine.CodeCache;
import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.engine.CoreExtern;
import dev.wassette.component.engine.CoreFunction;
import dev.wassette.component.engine.CoreFunctionType;
import dev.wassette.component.engine.CoreInstance;
import dev.wassette.component.engine.CoreLimits;
import dev.wassette.component.engine.CoreMemory;
import dev.wassette.component.engine.CoreModule;
import dev.wassette.component.engine.CoreStore;
import dev.wassette.component.engine.CoreType;
import dev.wassette.component.engine.EngineOptions;
import dev.wassette.component.engine.HostDispatcher;
import dev.wassette.component.engine.HostFunctions;
import dev.wassette.component.engine.Trap;
import dev.wassette.component.testkit.Guests;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WasmtimeStoreTest {
    private static final CoreLimits LIMITS = new CoreLimits(8 << 20, 10_000);
    private static final CoreFunctionType INT_TO_INT = new CoreFunctionType(List.of(CoreType.I32), List.of(CoreType.I32));

    private CoreEngine engine;

    @BeforeEach
    void open() throws Exception {
        engine = new WasmtimeEngineProvider().open(new EngineOptions(CodeCache.none(), LIMITS));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void anyNameIsFound() throws Exception {
        inStore(store -> {
            CoreInstance instance = instantiate(store, "names");
            assertEquals(1, call(instance.function("")));
            assertEquals(2, call(instance.function("\0")));
            assertEquals(3, call(instance.function("🦊")));
        });
    }

    @Test
    void namesThatLinkersGiveAMeaningHaveNone() throws Exception {
        inStore(store -> {
            CoreInstance instance = instantiate(store, "names");
            assertEquals(0, call(instance.function("started")));
            call(instance.function("_start"));
            call(instance.function("_initialize"));
            assertEquals(101, call(instance.function("started")));
        });
    }

    @Test
    void nothingIsTouchedAfterTheStoreIsClosed() throws Exception {
        CoreModule module = engine.compile(Modules.read("growing"));
        HostFunctions functions = engine.prepareHostFunctions(List.of(INT_TO_INT));
        Guests.run(() -> {
            CoreStore store = engine.newStore(LIMITS);
            CoreInstance instance = store.instantiate(module, List.of());
            CoreFunction grow = instance.function("grow");
            CoreFunction unused = store.bind(functions, (_, _) -> {}).getFirst();
            CoreMemory memory = instance.memory("memory");
            assertEquals(0, call(grow, 1));
            memory.putInt(0, 1);
            store.close();
            store.close();
            store.interrupt();
            assertThrows(IllegalStateException.class, () -> call(grow, 1));
            assertThrows(IllegalStateException.class, () -> call(unused, 1));
            assertThrows(IllegalStateException.class, () -> instance.function("store"));
            assertThrows(IllegalStateException.class, () -> instance.memory("memory"));
            assertThrows(IllegalStateException.class, () -> memory.getInt(0));
            assertThrows(IllegalStateException.class, () -> memory.putLong(0, 1));
            assertThrows(IllegalStateException.class, () -> memory.get(0, new byte[1], 0, 1));
            assertThrows(IllegalStateException.class, memory::byteSize);
            assertThrows(IllegalStateException.class, () -> store.setDeadline(0));
            assertThrows(IllegalStateException.class, () -> store.instantiate(module, List.of()));
        });
    }

    @Test
    void aStoreIsNotClosedUnderItsGuest() throws Exception {
        withHost((store, instance) -> assertEquals(1, call(instance.function("call"), 0)),
                (store, _, _) -> assertThrows(IllegalStateException.class, store::close));
    }

    @Test
    void modulesAndEngineMayBeClosedBeforeTheStore() throws Exception {
        CoreModule module = engine.compile(Modules.read("growing"));
        CoreStore store = engine.newStore(LIMITS);
        CoreInstance instance = Guests.call(() -> store.instantiate(module, List.of()));
        module.close();
        module.close();
        engine.close();
        Guests.run(() -> {
            assertThrows(IllegalStateException.class, () -> store.instantiate(module, List.of()));
            assertEquals(0, call(instance.function("grow"), 1));
            call(instance.function("store"), 65532, 5);
            assertEquals(5, instance.memory("memory").getInt(65532));
            store.close();
        });
        assertThrows(IllegalStateException.class, () -> engine.newStore(LIMITS));
        assertThrows(IllegalStateException.class, () -> engine.compile(Modules.read("names")));
        assertThrows(IllegalStateException.class, () -> engine.prepareHostFunctions(List.of(INT_TO_INT)));
    }

    @Test
    void whatBelongsToAnotherEngineIsRefused() throws Exception {
        try (CoreEngine other = new WasmtimeEngineProvider().open(new EngineOptions(CodeCache.none(), LIMITS));
                CoreModule module = other.compile(Modules.read("growing"));
                HostFunctions functions = other.prepareHostFunctions(List.of(INT_TO_INT))) {
            inStore(store -> {
                assertThrows(IllegalArgumentException.class, () -> store.instantiate(module, List.of()));
                assertThrows(IllegalArgumentException.class, () -> store.bind(functions, (_, _) -> {}));
            });
        }
    }

    @Test
    void whatBelongsToAnotherStoreIsRefused() throws Exception {
        inStore(first -> inStore(second -> {
            List<CoreExtern> imports = sharingImports(instantiate(first, "shared"));
            assertThrows(IllegalArgumentException.class, () -> instantiate(second, "sharing", imports));
        }));
    }

    @Test
    void aFunctionThatIsCalledOftenDoesTheSame() throws Exception {
        withHost((store, instance) -> {
            for (int i = 0; i < 50; i++) {
                long[] values = {i, 1L << 60 | i, 0x7fc54321, 0xfff8_0000_0000_beefL, 77};
                instance.function("turn").call(values);
                assertEquals(0xfff8_0000_0000_beefL, values[0]);
                assertEquals(0x7fc54321, (int) values[1]);
                assertEquals(1L << 60 | i, values[2]);
                assertEquals(i, (int) values[3]);
                assertEquals(77, values[4]);
                assertEquals(3 * i, (int) call(instance.function("subtract"), 5L * i, 2L * i));
                assertEquals(i + 1, (int) call(instance.function("call"), i));
            }
        }, (_, _, _) -> {});
    }

    @Test
    void framesNestWithTheCalls() throws Exception {
        withHost((store, instance) -> {
            for (int i = 0; i < 20; i++) {
                assertEquals(10 * 11 / 2 + 11, (int) call(instance.function("call"), 10));
            }
        }, (_, instance, values) -> {
            int n = (int) values[0];
            values[0] = n == 0 ? 0 : n + call(instance.function("call"), n - 1);
        });
    }

    @Test
    void framesAreTakenBackFromGuestsThatDoNotReturn() throws Exception {
        withHost((store, instance) -> {
            for (int i = 0; i < 33_000; i++) {
                assertThrows(IllegalStateException.class, () -> call(instance.function("call"), 0));
            }
        }, (_, instance, _) -> {
            assertThrows(Trap.class, () -> call(instance.function("trap"), 1));
            throw new IllegalStateException("out of here");
        });
    }

    @Test
    void aGuestThatCallsTheHostWithoutEndRunsOutOfCalls() throws Exception {
        withHost((store, instance) -> {
            Trap trap = assertThrows(Trap.class, () -> call(instance.function("call-forever")));
            assertEquals(Trap.Kind.OUT_OF_RESOURCES, trap.kind());
            assertEquals(8, call(instance.function("call"), 7), "the next call counts anew");
        }, (_, _, _) -> {});
    }

    @Test
    void interruptEndsAGuestThatCallsTheHost() throws Exception {
        withHost((store, instance) -> {
            Trap trap = assertThrows(Trap.class, () -> call(instance.function("call-forever")));
            assertEquals(Trap.Kind.INTERRUPTED, trap.kind());
            assertFalse(Thread.currentThread().isInterrupted());
        }, (store, _, _) -> {
            Thread other = Thread.ofPlatform().start(store::interrupt);
            assertThrows(InterruptedException.class, () -> {
                other.join();
                Thread.sleep(10_000);
            });
        });
    }

    @Test
    void tablesAndGlobalsReachEveryCopyOfAModule() throws Exception {
        inStore(store -> {
            CoreInstance shared = instantiate(store, "shared");
            CoreModule sharing = engine.compile(Modules.read("sharing"));
            CoreInstance before = shared;
            for (int i = 1; i <= 4; i++) {
                CoreInstance next = store.instantiate(sharing, sharingImports(before));
                assertEquals(40 + i, call(next.function("count")));
                assertEquals(40 + i, shared.memory("memory").getInt(8));
                assertEquals(7, call(next.function("call"), 1));
                before = next;
            }
        });
    }

    @Test
    void copiesOfAModuleThatSharesAreBounded() throws Exception {
        inStore(store -> {
            CoreInstance shared = instantiate(store, "shared");
            CoreModule sharing = engine.compile(Modules.read("sharing"));
            for (int i = 0; i <= WasmtimeLimits.MAX_COPIES; i++) {
                store.instantiate(sharing, sharingImports(shared));
            }
            Trap trap = assertThrows(Trap.class, () -> store.instantiate(sharing, sharingImports(shared)));
            assertEquals(Trap.Kind.OUT_OF_RESOURCES, trap.kind());
        });
    }

    @Test
    void aModuleIsInstantiatedManyTimesInOneStore() throws Exception {
        inStore(store -> {
            CoreInstance shared = instantiate(store, "shared");
            CoreModule importing = engine.compile(Modules.read("importing"));
            CoreModule sharing = engine.compile(Modules.read("sharing"));
            CoreInstance given = store.instantiate(sharing, sharingImports(shared));
            shared.memory("memory").putInt(8, 99);
            for (int i = 0; i < 100; i++) {
                CoreInstance from = i % 2 == 0 ? shared : given;
                CoreInstance instance =
                        store.instantiate(importing, List.of(from.function("number"), from.memory("memory")));
                assertEquals(14, call(instance.function("double")));
                assertEquals(99, call(instance.function("load")));
            }
            assertThrows(Trap.class, () ->
                    store.instantiate(importing, List.of(given.function("count"), given.table("table"))));
        });
    }

    @Test
    void moreWaysOfLinkingThanAreKept() throws Exception {
        CoreModule shared = engine.compile(Modules.read("shared"));
        CoreModule sharing = engine.compile(Modules.read("sharing"));
        for (int round = 0; round < 2; round++) {
            for (int before = 0; before < WasmtimeLimits.MAX_FORWARDERS + 6; before++) {
                int others = before;
                inStore(store -> {
                    for (int i = 0; i < others; i++) {
                        store.instantiate(shared, List.of());
                    }
                    CoreInstance from = store.instantiate(shared, List.of());
                    assertEquals(41, call(store.instantiate(sharing, sharingImports(from)).function("count")));
                });
            }
        }
        sharing.close();
    }

    @Test
    void anInstanceMadeFromAListPassesItsExportsOn() throws Exception {
        inStore(store -> {
            CoreInstance shared = instantiate(store, "shared");
            CoreModule importing = engine.compile(Modules.read("importing"));
            CoreInstance first = store.instantiate(importing, sharedFunctionAndMemory(shared.function("number"), shared));
            CoreInstance second = store.instantiate(importing, sharedFunctionAndMemory(first.function("double"), shared));
            CoreInstance third = store.instantiate(importing, sharedFunctionAndMemory(second.function("double"), shared));
            List<CoreExtern> imports = List.of(shared.table("table"), shared.global("counter"), shared.memory("memory"),
                    third.function("double"));
            assertEquals(7 * 8, call(instantiate(store, "sharing", imports).function("number")));
        });
    }

    @Test
    void noMemoryGrowsBeyondWhatTheHostCanSee() throws Exception {
        CoreLimits huge = new CoreLimits(8L << 30, 10_000);
        CoreModule module = engine.compile(Modules.read("growing"));
        Guests.run(() -> {
            try (CoreStore store = engine.newStore(huge)) {
                CoreInstance instance = store.instantiate(module, List.of());
                CoreMemory memory = instance.memory("memory");
                assertEquals(0, memory.byteSize());
                assertEquals(0, call(instance.function("grow"), WasmtimeLimits.MAX_MEMORY_PAGES));
                assertEquals(-1, (int) call(instance.function("grow"), 1));
                long size = WasmtimeLimits.MAX_MEMORY_PAGES << 16;
                assertEquals(size, memory.byteSize());
                call(instance.function("store"), size - 4, 123);
                assertEquals(123, memory.getInt(size - 4));
                assertThrows(IndexOutOfBoundsException.class, () -> memory.getInt(size - 3));
            }
        });
    }

    @Test
    void theHostSeesGrowthOfTheGuestUnderIt() throws Exception {
        CoreModule module = engine.compile(Modules.read("growing"));
        Guests.run(() -> {
            try (CoreStore store = engine.newStore(LIMITS)) {
                CoreInstance instance = store.instantiate(module, List.of());
                CoreMemory memory = instance.memory("memory");
                assertThrows(IndexOutOfBoundsException.class, () -> memory.putInt(0, 1));
                call(instance.function("grow"), 1);
                memory.putInt(65532, 1);
                call(instance.function("grow"), 1);
                assertEquals(1, memory.getInt(65532));
                memory.put(65530, new byte[100], 0, 100);
                assertEquals(0, memory.getInt(65532));
            }
        });
    }

    private static List<CoreExtern> sharingImports(CoreInstance from) {
        return List.of(from.table("table"), from.global("counter"), from.memory("memory"), from.function("number"));
    }

    private static List<CoreExtern> sharedFunctionAndMemory(CoreFunction function, CoreInstance shared) {
        return List.of(function, shared.memory("memory"));
    }

    private CoreInstance instantiate(CoreStore store, String name) throws Exception {
        return instantiate(store, name, List.of());
    }

    private CoreInstance instantiate(CoreStore store, String name, List<CoreExtern> imports) throws Exception {
        return store.instantiate(engine.compile(Modules.read(name)), imports);
    }

    private static long call(CoreFunction function, long... arguments) {
        long[] values = Arrays.copyOf(arguments, Math.max(1, arguments.length));
        function.call(values);
        return values[0];
    }

    @FunctionalInterface
    private interface StoreUse {
        void with(CoreStore store) throws Exception;
    }

    @FunctionalInterface
    private interface HostedUse {
        void with(CoreStore store, CoreInstance instance) throws Exception;
    }

    @FunctionalInterface
    private interface Host {
        void call(CoreStore store, CoreInstance instance, long[] values);
    }

    private void inStore(StoreUse use) throws Exception {
        Guests.run(() -> {
            try (CoreStore store = engine.newStore(LIMITS)) {
                use.with(store);
            }
        });
    }

    private void withHost(HostedUse use, Host host) throws Exception {
        HostFunctions functions = engine.prepareHostFunctions(List.of(INT_TO_INT));
        CoreModule module = engine.compile(Modules.read("often"));
        inStore(store -> {
            AtomicReference<CoreInstance> made = new AtomicReference<>();
            HostDispatcher dispatcher = (_, values) -> host.call(store, made.get(), values);
            made.set(store.instantiate(module, List.copyOf(store.bind(functions, dispatcher))));
            use.with(store, made.get());
        });
        assertTrue(engine.description().startsWith("wasmtime 7"));
    }
}
