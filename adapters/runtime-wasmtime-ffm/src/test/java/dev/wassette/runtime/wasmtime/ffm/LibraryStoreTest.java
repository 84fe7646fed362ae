package dev.wassette.runtime.wasmtime.ffm;

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
import dev.wassette.component.testkit.CoreModules;
import dev.wassette.component.testkit.Guests;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LibraryStoreTest {
    private static final CoreLimits LIMITS = new CoreLimits(8 << 20, 10_000);
    private static final CoreFunctionType INT_TO_INT = new CoreFunctionType(List.of(CoreType.I32), List.of(CoreType.I32));
    private static final CoreFunctionType NUMBERS = new CoreFunctionType(
            List.of(CoreType.I32, CoreType.I64, CoreType.F32, CoreType.F64),
            List.of(CoreType.F64, CoreType.F32, CoreType.I64, CoreType.I32));
    private static final long PAGE = 65536;

    private CoreEngine engine;

    @BeforeEach
    void open() throws Exception {
        engine = new TestLibrary().open(new EngineOptions(CodeCache.none(), LIMITS));
    }

    @AfterEach
    void close() {
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void nothingIsTouchedAfterTheStoreIsClosed() throws Exception {
        CoreModule module = engine.compile(CoreModules.read("memory"));
        HostFunctions functions = engine.prepareHostFunctions(List.of(INT_TO_INT));
        Guests.run(() -> {
            CoreStore store = engine.newStore(LIMITS);
            CoreInstance instance = store.instantiate(module, List.of());
            CoreFunction grow = instance.function("grow");
            CoreFunction unused = store.bind(functions, (_, _) -> {}).getFirst();
            CoreMemory memory = instance.memory("memory");
            assertEquals(1, call(grow, 1));
            memory.putInt(0, 1);
            store.close();
            store.close();
            store.interrupt();
            assertThrows(IllegalStateException.class, () -> call(grow, 1));
            assertThrows(IllegalStateException.class, () -> call(unused, 1));
            assertThrows(IllegalStateException.class, () -> instance.function("store"));
            assertThrows(IllegalStateException.class, () -> instance.memory("memory"));
            assertThrows(IllegalStateException.class, () -> instance.table("table"));
            assertThrows(IllegalStateException.class, () -> memory.getInt(0));
            assertThrows(IllegalStateException.class, () -> memory.putLong(0, 1));
            assertThrows(IllegalStateException.class, () -> memory.get(0, new byte[1], 0, 1));
            assertThrows(IllegalStateException.class, memory::byteSize);
            assertThrows(IllegalStateException.class, () -> store.setDeadline(0));
            assertThrows(IllegalStateException.class, () -> store.instantiate(module, List.of()));
            assertThrows(IllegalStateException.class, () -> store.bind(functions, (_, _) -> {}));
        });
    }

    @Test
    void aStoreIsNotClosedUnderItsGuest() throws Exception {
        withHost((store, instance) -> assertEquals(1, (int) call(instance.function("call"), 1)),
                (store, _, _) -> assertThrows(IllegalStateException.class, store::close));
    }

    @Test
    void aStoreIsUsedByOneThreadAtATime() throws Exception {
        withHost((store, instance) -> assertEquals(1, (int) call(instance.function("call"), 1)),
                (store, instance, _) -> {
                    AtomicReference<Throwable> refused = new AtomicReference<>();
                    Guests.run(() -> refused.set(assertThrows(IllegalStateException.class,
                            () -> call(instance.function("double"), 1))));
                    assertTrue(refused.get().getMessage().contains("in use"), refused.get()::toString);
                });
    }

    @Test
    void modulesAndEngineMayBeClosedBeforeTheStore() throws Exception {
        CoreModule module = engine.compile(CoreModules.read("memory"));
        CoreStore store = engine.newStore(LIMITS);
        CoreInstance instance = Guests.call(() -> store.instantiate(module, List.of()));
        module.close();
        module.close();
        engine.close();
        Guests.run(() -> {
            assertThrows(IllegalStateException.class, () -> store.instantiate(module, List.of()));
            assertEquals(1, call(instance.function("grow"), 1));
            call(instance.function("store"), 2 * PAGE - 8, 5);
            assertEquals(5, instance.memory("memory").getInt(2 * PAGE - 8));
            store.setDeadline(System.nanoTime() + Duration.ofSeconds(60).toNanos());
            store.close();
        });
        assertThrows(IllegalStateException.class, () -> engine.newStore(LIMITS));
        assertThrows(IllegalStateException.class, () -> engine.compile(CoreModules.read("memory")));
        assertThrows(IllegalStateException.class, () -> engine.prepareHostFunctions(List.of(INT_TO_INT)));
    }

    @Test
    void aDeadlineHoldsAlsoWhenTheEngineIsClosed() throws Exception {
        CoreModule module = engine.compile(CoreModules.read("loops"));
        CoreStore store = engine.newStore(LIMITS);
        engine.close();
        Guests.run(() -> {
            CoreInstance instance = store.instantiate(module, List.of());
            store.setDeadline(System.nanoTime() + Duration.ofMillis(50).toNanos());
            Trap trap = assertThrows(Trap.class, () -> call(instance.function("loop")));
            assertEquals(Trap.Kind.DEADLINE, trap.kind());
            store.close();
        });
    }

    @Test
    void whatBelongsToAnotherEngineIsRefused() throws Exception {
        try (CoreEngine other = new TestLibrary().open(new EngineOptions(CodeCache.none(), LIMITS));
                CoreModule module = other.compile(CoreModules.read("memory"));
                HostFunctions functions = other.prepareHostFunctions(List.of(INT_TO_INT))) {
            Guests.run(() -> {
                try (CoreStore store = engine.newStore(LIMITS)) {
                    assertThrows(IllegalArgumentException.class, () -> store.instantiate(module, List.of()));
                    assertThrows(IllegalArgumentException.class, () -> store.bind(functions, (_, _) -> {}));
                }
            });
        }
    }

    @Test
    void whatBelongsToAnotherStoreIsRefused() throws Exception {
        CoreModule exporter = engine.compile(CoreModules.read("exporter"));
        CoreModule importer = engine.compile(CoreModules.read("importer"));
        Guests.run(() -> {
            try (CoreStore first = engine.newStore(LIMITS); CoreStore second = engine.newStore(LIMITS)) {
                CoreInstance from = first.instantiate(exporter, List.of());
                List<CoreExtern> imports = List.of(from.memory("memory"), from.table("table"), from.global("constant"),
                        from.global("variable"), from.function("increment"), from.function("trap"));
                assertThrows(IllegalArgumentException.class, () -> second.instantiate(importer, imports));
                first.instantiate(importer, imports);
            }
        });
    }

    @Test
    void framesNestWithTheCalls() throws Exception {
        withHost((store, instance) -> {
            for (int i = 0; i < 20; i++) {
                assertEquals(10 * 11 / 2, (int) call(instance.function("call"), 10));
            }
        }, (_, instance, values) -> {
            int n = (int) values[0];
            values[0] = n == 0 ? 0 : n + call(instance.function("call"), n - 1);
        });
    }

    @Test
    void framesAreTakenBackFromGuestsThatDoNotReturn() throws Exception {
        withHost((store, instance) -> {
            for (int i = 0; i < 10_000; i++) {
                assertThrows(IllegalStateException.class, () -> call(instance.function("call"), 0));
            }
        }, (_, instance, _) -> {
            assertThrows(Trap.class, () -> call(instance.function("unreachable"), 1));
            throw new IllegalStateException("out of here");
        });
    }

    @Test
    void interruptEndsAGuestThatComputesAtOnce() throws Exception {
        withHost((store, instance) -> {
            Thread other = Thread.ofPlatform().start(() -> {
                pause(50);
                store.interrupt();
            });
            long start = System.nanoTime();
            Trap trap = assertThrows(Trap.class, () -> call(instance.function("loop")));
            assertEquals(Trap.Kind.INTERRUPTED, trap.kind());
            assertTrue(System.nanoTime() - start < Duration.ofSeconds(5).toNanos());
            other.join();
            assertFalse(Thread.currentThread().isInterrupted());
        }, (_, _, _) -> {});
    }

    /// An interrupt that comes between two entries does not get lost.
    @Test
    void aThreadThatIsInterruptedOutsideDoesNotEnterTheGuest() throws Exception {
        withHost((store, instance) -> {
            Thread.currentThread().interrupt();
            Trap trap = assertThrows(Trap.class, () -> call(instance.function("loop")));
            assertEquals(Trap.Kind.INTERRUPTED, trap.kind());
            assertTrue(Thread.interrupted(), "it was not ours to take back");
        }, (_, _, _) -> {});
    }

    @Test
    void interruptEndsAGuestThatWaitsInTheHost() throws Exception {
        withHost((store, instance) -> {
            Trap trap = assertThrows(Trap.class, () -> call(instance.function("call-forever"), 1));
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
    void theHostSeesGrowthOfTheGuestUnderIt() throws Exception {
        CoreModule module = engine.compile(CoreModules.read("memory"));
        Guests.run(() -> {
            try (CoreStore store = engine.newStore(LIMITS)) {
                CoreInstance instance = store.instantiate(module, List.of());
                CoreMemory memory = instance.memory("memory");
                assertThrows(IndexOutOfBoundsException.class, () -> memory.putInt(PAGE, 1));
                call(instance.function("grow"), 1);
                memory.putInt(PAGE, 1);
                memory.put(2 * PAGE - 100, new byte[100], 0, 100);
                assertEquals(1, memory.getInt(PAGE));
            }
        });
    }

    @Test
    void aMemoryOfFourGibibytesIsReachable() throws Exception {
        CoreModule module = engine.compile(CoreModules.read("memory"));
        Guests.run(() -> {
            try (CoreStore store = engine.newStore(new CoreLimits(8L << 30, 10_000))) {
                CoreInstance instance = store.instantiate(module, List.of());
                CoreMemory memory = instance.memory("memory");
                assertEquals(1, (int) call(instance.function("grow"), 65535));
                assertEquals(-1, (int) call(instance.function("grow"), 1));
                assertEquals(4L << 30, memory.byteSize());
                memory.putLong((4L << 30) - 8, 123);
                assertEquals(123, call(instance.function("load"), (4L << 30) - 8));
                assertThrows(IndexOutOfBoundsException.class, () -> memory.getLong((4L << 30) - 7));
            }
        });
    }

    @Test
    void memoriesOfAllModulesShareTheLimit() throws Exception {
        CoreModule module = engine.compile(CoreModules.read("memory"));
        Guests.run(() -> {
            try (CoreStore store = engine.newStore(LIMITS)) {
                CoreFunction first = store.instantiate(module, List.of()).function("grow");
                assertEquals(1, (int) call(first, 9));
                CoreFunction second = store.instantiate(module, List.of()).function("grow");
                assertEquals(1, (int) call(second, 63));
                assertEquals(-1, (int) call(second, 1));
                assertEquals(10, (int) call(first, 54));
                assertEquals(-1, (int) call(first, 1));
                Trap trap = assertThrows(Trap.class, () -> store.instantiate(module, List.of()));
                assertEquals(Trap.Kind.OUT_OF_MEMORY, trap.kind());
            }
        });
    }

    @Test
    void whatIsLeftGoesToTheNext() throws Exception {
        growsTwice(CoreModules.read("memory"));
    }

    /// `(module (memory 1) (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0))))`
    @Test
    void memoriesThatNobodyExportsAreCountedToo() throws Exception {
        growsTwice(HexFormat.of().parseHex("0061736d01000000" + "01060160017f017f" + "03020100" + "0503010001"
                + "07080104" + "67726f77" + "0000" + "0a08010600200040000b"));
    }

    private void growsTwice(byte[] wasm) throws Exception {
        CoreModule module = engine.compile(wasm);
        Guests.run(() -> {
            try (CoreStore store = engine.newStore(LIMITS)) {
                CoreFunction first = store.instantiate(module, List.of()).function("grow");
                assertEquals(1, (int) call(first, 99));
                CoreFunction second = store.instantiate(module, List.of()).function("grow");
                assertEquals(1, (int) call(second, 27));
                assertEquals(-1, (int) call(second, 1));
                assertEquals(-1, (int) call(first, 1));
            }
        });
    }

    /// `(module (memory 100))`
    @Test
    void aMemoryOfAModuleWithoutAnyExportIsCounted() throws Exception {
        CoreModule silent = engine.compile(HexFormat.of().parseHex("0061736d01000000" + "0503010064"));
        Guests.run(() -> {
            try (CoreStore store = engine.newStore(LIMITS)) {
                store.instantiate(silent, List.of());
                Trap trap = assertThrows(Trap.class, () -> store.instantiate(silent, List.of()));
                assertEquals(Trap.Kind.OUT_OF_MEMORY, trap.kind());
            }
        });
    }

    /// As many as the system property `wassette.instances` says; a million take some minutes. The heap is part of the
    /// figure as far as it has ever been used, so the bound is generous: a leak of one page for each instance would
    /// pass it at once.
    @Test
    void anyNumberOfInstancesLeavesNothingBehind() throws Exception {
        int count = Integer.getInteger("wassette.instances", 20_000);
        try (CoreModule module = engine.compile(CoreModules.read("host"));
                HostFunctions functions = engine.prepareHostFunctions(List.of(NUMBERS, INT_TO_INT))) {
            Guests.run(() -> makeInstances(module, functions, 5_000));
            long before = Resident.bytes();
            for (int made = 0; made < count; made += 5_000) {
                Guests.run(() -> makeInstances(module, functions, 5_000));
            }
            long grown = Resident.bytes() - before;
            System.getLogger(LibraryStoreTest.class.getName()).log(System.Logger.Level.INFO,
                    count + " instances: " + (before >> 10) + " KiB grew by " + (grown >> 10) + " KiB");
            assertTrue(grown < 64 << 20, () -> "grew by " + (grown >> 10) + " KiB");
        }
    }

    private void makeInstances(CoreModule module, HostFunctions functions, int count) {
        for (int i = 0; i < count; i++) {
            try (CoreStore store = engine.newStore(LIMITS)) {
                List<CoreFunction> bound = store.bind(functions, (_, values) -> values[0]++);
                store.setDeadline(System.nanoTime() + Duration.ofSeconds(60).toNanos());
                CoreInstance instance = store.instantiate(module, List.copyOf(bound));
                assertEquals(i + 1, (int) call(instance.function("call"), i));
            }
        }
    }

    @FunctionalInterface
    private interface Use {
        void with(CoreStore store, CoreInstance instance) throws Exception;
    }

    @FunctionalInterface
    private interface Host {
        void call(CoreStore store, CoreInstance instance, long[] values) throws Exception;
    }

    private void withHost(Use use, Host host) throws Exception {
        try (CoreModule module = engine.compile(CoreModules.read("host"));
                HostFunctions functions = engine.prepareHostFunctions(List.of(NUMBERS, INT_TO_INT))) {
            Guests.run(() -> {
                try (CoreStore store = engine.newStore(LIMITS)) {
                    AtomicReference<CoreInstance> made = new AtomicReference<>();
                    HostDispatcher dispatcher = (_, values) -> {
                        try {
                            host.call(store, made.get(), values);
                        } catch (RuntimeException e) {
                            throw e;
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    };
                    made.set(store.instantiate(module, List.copyOf(store.bind(functions, dispatcher))));
                    use.with(store, made.get());
                }
            });
        }
    }

    private static long call(CoreFunction function, long... arguments) {
        long[] values = Arrays.copyOf(arguments, Math.max(4, arguments.length));
        function.call(values);
        return values[0];
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
