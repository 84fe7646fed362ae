package dev.wassette.component.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.component.engine.CodeCache;
import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.engine.CoreEngineProvider;
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
import dev.wassette.component.engine.Growth;
import dev.wassette.component.engine.GuestThread;
import dev.wassette.component.engine.HostDispatcher;
import dev.wassette.component.engine.HostFunctions;
import dev.wassette.component.engine.InvalidCoreModule;
import dev.wassette.component.engine.Trap;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every core engine does, whatever it is made of. An engine's own tests extend this class.
public abstract class CoreEngineContract {
    /// The limits of most stores here: 8 MiB of memory, ten thousand table elements.
    protected static final CoreLimits LIMITS = new CoreLimits(8 << 20, 10_000);

    private static final CoreFunctionType NUMBERS = new CoreFunctionType(
            List.of(CoreType.I32, CoreType.I64, CoreType.F32, CoreType.F64),
            List.of(CoreType.F64, CoreType.F32, CoreType.I64, CoreType.I32));
    private static final CoreFunctionType INT_TO_INT = new CoreFunctionType(List.of(CoreType.I32), List.of(CoreType.I32));
    private static final CoreFunctionType NOTHING = new CoreFunctionType(List.of(), List.of());
    private static final long PAGE = 65536;

    private static final CoreLimits LEAST_STACK = LIMITS.withStackBytes(128 << 10);
    private static final CoreLimits MOST_STACK = LIMITS.withStackBytes(16 << 20);

    private CoreEngine engine;

    /// For the engines' own tests.
    protected CoreEngineContract() {}

    /// {@return the engine under test}
    protected abstract CoreEngineProvider provider();

    /// {@return the most stack that the engine gives a guest}
    protected long mostStackBytes() {
        return MOST_STACK.stackBytes();
    }

    @BeforeEach
    void openEngine() throws Exception {
        engine = provider().open(new EngineOptions(CodeCache.none(), LIMITS));
    }

    @AfterEach
    void closeEngine() {
        engine.close();
    }

    @ParameterizedTest
    @CsvSource({
        "i32, 0", "i32, 1", "i32, 7fffffff", "i32, 80000000", "i32, ffffffff",
        "i64, 0", "i64, 7fffffffffffffff", "i64, 8000000000000000", "i64, ffffffffffffffff",
        "f32, 3f800000", "f32, 80000000", "f32, 7f800000", "f32, 7fc00000", "f32, ffc12345", "f32, 1",
        "f64, 3ff0000000000000", "f64, 8000000000000000", "f64, fff0000000000000", "f64, 7ff8000000000000",
        "f64, fff8123456789abc", "f64, 1"
    })
    void passesValuesUnchanged(String type, String hex) throws Exception {
        long bits = Long.parseUnsignedLong(hex, 16);
        long back = resultOf("values", instance -> call(instance.function(type), bits));
        assertEquals(hex, Long.toHexString(type.endsWith("32") ? Integer.toUnsignedLong((int) back) : back));
    }

    @Test
    void ignoresTheHighBitsOfNarrowArguments() throws Exception {
        assertEquals(7, (int) resultOf("values", instance -> call(instance.function("i32"), 0xdeadbeef_00000007L)));
        assertEquals(0x3f800000,
                (int) resultOf("values", instance -> call(instance.function("f32-bits"), 0xdeadbeef_3f800000L)));
    }

    @Test
    void keepsTheBitsOfNotANumber() throws Exception {
        assertEquals(0x7fc54321, (int) resultOf("values", instance -> call(instance.function("f32-bits"), 0x7fc54321)));
        assertEquals(0xfff8_0000_0000_beefL,
                resultOf("values", instance -> call(instance.function("f64-bits"), 0xfff8_0000_0000_beefL)));
    }

    @Test
    void returnsSeveralResults() throws Exception {
        inStore("values", instance -> {
            long[] values = {-1, Long.MIN_VALUE, Float.floatToRawIntBits(1.5f), Double.doubleToRawLongBits(-2.5)};
            instance.function("turn").call(values);
            assertEquals(-2.5, Double.longBitsToDouble(values[0]));
            assertEquals(1.5f, Float.intBitsToFloat((int) values[1]));
            assertEquals(Long.MIN_VALUE, values[2]);
            assertEquals(-1, (int) values[3]);
            return null;
        });
    }

    @Test
    void takesManyArguments() throws Exception {
        inStore("values", instance -> {
            long[] values = new long[16];
            Arrays.setAll(values, i -> i < 8 ? i * 10L : 1L << 60 - i);
            instance.function("sixteen").call(values);
            assertEquals(-70 + (1L << 52) - (1L << 45), values[0]);
            return null;
        });
    }

    @Test
    void acceptsALongerArrayThanNeeded() throws Exception {
        inStore("values", instance -> {
            long[] values = {41, 77, 78};
            instance.function("i64").call(values);
            assertArrayEquals(new long[] {41, 77, 78}, values);
            instance.function("nothing").call(values);
            instance.function("nothing").call(new long[0]);
            return null;
        });
    }

    @Test
    void numericInstructionsGiveWhatAnotherEngineGives() throws Exception {
        inStore("numbers", instance -> {
            List<String> wrong = CoreModules.lines("numbers.txt")
                    .filter(line -> !numericLine(instance, line).equals(line))
                    .map(line -> line + ", not " + numericLine(instance, line))
                    .toList();
            assertEquals(List.of(), wrong);
            return null;
        });
    }

    private static String numericLine(CoreInstance instance, String line) {
        String[] words = line.split(" ");
        long[] arguments = Arrays.stream(words, 1, words.length - 2).mapToLong(w -> Long.parseUnsignedLong(w, 16)).toArray();
        boolean nanExpected = words[words.length - 1].equals("nan");
        String given = line.substring(0, line.indexOf('=') + 2);
        return given + outcome(() -> call(instance.function(words[0]), arguments),
                bits -> nanExpected && (words[0].startsWith("f32") ? Float.isNaN(Float.intBitsToFloat((int) bits))
                        : Double.isNaN(Double.longBitsToDouble(bits))));
    }

    @Test
    void controlInstructionsGiveWhatAnotherEngineGives() throws Exception {
        try (CoreModule module = compile("control")) {
            Guests.run(() -> {
                List<String> wrong = CoreModules.lines("control.txt")
                        .filter(line -> !controlLine(module, line).equals(line))
                        .map(line -> line + ", not " + controlLine(module, line))
                        .toList();
                assertEquals(List.of(), wrong);
            });
        }
    }

    private String controlLine(CoreModule module, String line) {
        int equals = line.lastIndexOf(" = ");
        int space = line.lastIndexOf(' ', equals - 1);
        long argument = Long.parseLong(line.substring(space + 1, equals));
        try (CoreStore store = engine.newStore(LIMITS)) {
            CoreFunction function = store.instantiate(module, List.of()).function(line.substring(0, space));
            return line.substring(0, equals + 3) + outcome(() -> call(function, argument), _ -> false);
        }
    }

    @Test
    void tailCallsAreRefusedOrWork() throws Exception {
        CoreModule module;
        try {
            module = compile("tail-calls");
        } catch (InvalidCoreModule e) {
            assertFalse(e.getMessage().isBlank());
            return;
        }
        Guests.run(() -> {
            try (CoreStore store = engine.newStore(LIMITS)) {
                CoreInstance instance = store.instantiate(module, List.of());
                assertEquals(49, call(instance.function("call"), 7));
                assertEquals(64, call(instance.function("call indirect"), 8));
            }
        });
        module.close();
    }

    private static String outcome(LongSupplier call, LongPredicate isNaN) {
        try {
            long bits = call.getAsLong();
            return isNaN.test(bits) ? "nan" : Long.toHexString(bits);
        } catch (Trap e) {
            return "trap";
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UNREACHABLE, unreachable, 0, 0, 0",
        "UNREACHABLE, deep-unreachable, 0, 0, 0",
        "MEMORY_OUT_OF_BOUNDS, load, 65533, 0, 0",
        "MEMORY_OUT_OF_BOUNDS, load, 65536, 0, 0",
        "MEMORY_OUT_OF_BOUNDS, load, -1, 0, 0",
        "MEMORY_OUT_OF_BOUNDS, load, -4, 0, 0",
        "MEMORY_OUT_OF_BOUNDS, load, 2147483647, 0, 0",
        "MEMORY_OUT_OF_BOUNDS, load, -2147483648, 0, 0",
        "MEMORY_OUT_OF_BOUNDS, load-far, 0, 0, 0",
        "MEMORY_OUT_OF_BOUNDS, load-far, 2147483644, 0, 0",
        "MEMORY_OUT_OF_BOUNDS, load-far, -2147483648, 0, 0",
        "MEMORY_OUT_OF_BOUNDS, load-byte, 65536, 0, 0",
        "MEMORY_OUT_OF_BOUNDS, store, 65529, 0, 0",
        "MEMORY_OUT_OF_BOUNDS, fill, 65000, 1000, 0",
        "MEMORY_OUT_OF_BOUNDS, fill, 65537, 0, 0",
        "MEMORY_OUT_OF_BOUNDS, fill, 1, -1, 0",
        "MEMORY_OUT_OF_BOUNDS, fill, -5, 10, 0",
        "MEMORY_OUT_OF_BOUNDS, copy, 0, 65000, 1000",
        "MEMORY_OUT_OF_BOUNDS, copy, 65000, 0, 1000",
        "MEMORY_OUT_OF_BOUNDS, copy, 0, 0, -1",
        "MEMORY_OUT_OF_BOUNDS, copy, 0, 65537, 0",
        "INTEGER_DIVIDE_BY_ZERO, divide, 1, 0, 0",
        "INTEGER_DIVIDE_BY_ZERO, divide-unsigned, 1, 0, 0",
        "INTEGER_DIVIDE_BY_ZERO, remainder, 1, 0, 0",
        "INTEGER_OVERFLOW, divide, -2147483648, -1, 0",
        "INTEGER_OVERFLOW, truncate, 4746794007248502784, 0, 0",
        "INVALID_CONVERSION_TO_INTEGER, truncate, 9221120237041090560, 0, 0",
        "UNINITIALIZED_ELEMENT, call, 1, 0, 0",
        "TABLE_OUT_OF_BOUNDS, call, 3, 0, 0",
        "TABLE_OUT_OF_BOUNDS, call, -1, 0, 0",
        "INDIRECT_CALL_TYPE_MISMATCH, call-wrong-type, 0, 0, 0",
    })
    void trapsWithItsKind(Trap.Kind kind, String function, long first, long second, long third) throws Exception {
        inStore("traps", instance -> {
            Trap trap = assertThrows(Trap.class, () -> call(instance.function(function), first, second, third));
            assertEquals(kind, trap.kind(), trap::toString);
            assertFalse(trap.getMessage().isBlank());
            return null;
        });
    }

    @ParameterizedTest
    @CsvSource({
        "load, 65532, 0, 0, 0", "load-byte, 65535, 0, 0, 0", "fill, 65536, 0, 0, 65536", "copy, 65536, 65536, 0, 65536",
        "divide, -7, 2, 0, -3", "remainder, -2147483648, -1, 0, 0", "divide-unsigned, -1, 2, 0, 9223372036854775807",
        "truncate, 4746794007244308480, 0, 0, 2147483647", "call, 0, 0, 0, 1"
    })
    void doesNotTrapAtTheEdge(String function, long first, long second, long third, long result) throws Exception {
        long back = resultOf("traps", instance -> call(instance.function(function), first, second, third));
        assertEquals(result, function.equals("divide-unsigned") ? back : (int) back);
    }

    @ParameterizedTest
    @ValueSource(strings = {"recurse", "recurse-indirect"})
    void endlessRecursionIsATrapEachTime(String function) throws Exception {
        CoreModule module = compile("loops");
        for (int i = 0; i < 100; i++) {
            Guests.run(() -> {
                try (CoreStore store = engine.newStore(LIMITS)) {
                    CoreInstance instance = store.instantiate(module, List.of());
                    Trap trap = assertThrows(Trap.class, () -> call(instance.function(function), 0));
                    assertEquals(Trap.Kind.STACK_OVERFLOW, trap.kind());
                }
            });
        }
        module.close();
    }

    @Test
    void recursionToTheEndOfTheStackThroughTheHostIsATrap() throws Exception {
        withHost((store, instance) -> {
            Trap trap = assertThrows(Trap.class, () -> call(instance.function("fall"), 1));
            assertEquals(Trap.Kind.STACK_OVERFLOW, trap.kind());
        }, (_, _, _) -> {});
    }

    @Test
    void theGuestLeavesTheHostEnoughStack() throws Exception {
        AtomicInteger overflows = new AtomicInteger();
        AtomicInteger calls = new AtomicInteger();
        withHost((store, instance) -> {
            assertKind(Trap.Kind.STACK_OVERFLOW, () -> call(instance.function("descend"), 1));
        }, (_, _, values) -> {
            calls.incrementAndGet();
            try {
                values[0] = recurse(300);
            } catch (StackOverflowError e) {
                overflows.incrementAndGet();
                throw e;
            }
        });
        assertTrue(calls.get() > 100);
        assertEquals(0, overflows.get());
    }

    private static long recurse(int depth) {
        return depth == 0 ? 0 : 1 + recurse(depth - 1);
    }

    @Test
    void recursionThroughGuestAndHostIsATrap() throws Exception {
        withHost((store, instance) -> {
            Trap trap = assertThrows(Trap.class, () -> call(instance.function("call"), 1));
            assertEquals(Trap.Kind.STACK_OVERFLOW, trap.kind(), trap::toString);
        }, (instance, _, values) -> instance.function("call").call(values));
    }

    @ParameterizedTest
    @ValueSource(strings = {"depth", "across"})
    void aStoreMayHaveLessStack(String function) throws Exception {
        withDepth(module -> {
            long depth = tooDeep(module, function) / 2;
            for (int i = 0; i < 3; i++) {
                Trap trap = assertThrows(Trap.class, () -> depthOf(module, LEAST_STACK, function, depth));
                assertEquals(Trap.Kind.STACK_OVERFLOW, trap.kind(), trap::toString);
                assertTrue(trap.getMessage().endsWith("more than 128 KiB of stack"), trap.getMessage());
            }
            assertEquals(10, depthOf(module, LEAST_STACK, function, 10));
            assertEquals(depth, depthOf(module, LIMITS, function, depth));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"depth", "across"})
    void aStoreMayHaveMoreStack(String function) throws Exception {
        withDepth(module -> {
            long depth = tooDeep(module, function);
            if (mostStackBytes() == MOST_STACK.stackBytes()) {
                assertEquals(depth, depthOf(module, MOST_STACK, function, depth));
            } else {
                assertKind(Trap.Kind.STACK_OVERFLOW, () -> depthOf(module, MOST_STACK, function, depth));
            }
            assertKind(Trap.Kind.STACK_OVERFLOW, () -> depthOf(module, LIMITS, function, -1));
        });
    }

    /// {@return a depth that the usual stack does not have, and half of which it has}
    private long tooDeep(CoreModule module, String function) throws Exception {
        long depth = 64;
        try {
            while (true) {
                assertEquals(depth, depthOf(module, LIMITS, function, depth));
                depth *= 2;
            }
        } catch (Trap trap) {
            assertEquals(Trap.Kind.STACK_OVERFLOW, trap.kind(), trap::toString);
            return depth;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"depth", "across"})
    void theEndOfEveryStackIsATrap(String function) throws Exception {
        withDepth(module -> {
            for (int i = 0; i < 5; i++) {
                for (CoreLimits limits : List.of(LEAST_STACK, LIMITS, LIMITS.withStackBytes(5_000_001), MOST_STACK)) {
                    assertKind(Trap.Kind.STACK_OVERFLOW, () -> depthOf(module, limits, function, -1));
                }
            }
        });
    }

    @Test
    void storesWithStacksOfDifferentSizesRunAtOnce() throws Exception {
        withDepth(module -> Guests.run(MOST_STACK.stackBytes(), () -> {
            try (CoreStore store = engine.newStore(MOST_STACK)) {
                CoreInstance instance = instanceOfDepth(module, store);
                assertEquals(7, depthOf(module, LEAST_STACK, "depth", 7));
                assertEquals(8_000, call(instance.function("depth"), 8_000));
            }
        }));
    }

    @Test
    void aGuestRunsOnlyWhereItsStackIs() throws Exception {
        withDepth(module -> {
            for (long stackBytes : new long[] {LEAST_STACK.stackBytes(), MOST_STACK.stackBytes()}) {
                Guests.run(stackBytes, () -> {
                    try (CoreStore store = engine.newStore(LIMITS)) {
                        assertThrows(IllegalStateException.class, () -> instanceOfDepth(module, store));
                    }
                });
            }
        });
        for (long bytes : new long[] {Long.MIN_VALUE, -1, 0, 65_536, (16 << 20) + 1, Long.MAX_VALUE}) {
            assertThrows(IllegalArgumentException.class, () -> LIMITS.withStackBytes(bytes));
        }
    }

    @Test
    void stacksOfOtherSizesLeaveNothingBehind() throws Exception {
        withDepth(module -> {
            useManyStacks(module, 50);
            long before = residentBytes();
            useManyStacks(module, 400);
            long grown = residentBytes() - before;
            assertTrue(grown < 50 << 20, () -> "grew by " + (grown >> 20) + " MiB");
        });
    }

    private void useManyStacks(CoreModule module, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            assertEquals(9, depthOf(module, LEAST_STACK.withStackBytes(LEAST_STACK.stackBytes() + 4096L * (i % 97)), "depth", 9));
        }
    }

    @Test
    void compiledCodeServesStacksOfAllSizes() throws Exception {
        MapCodeCache cache = new MapCodeCache();
        try (CoreEngine cached = provider().open(new EngineOptions(cache, LIMITS));
                CoreModule module = cached.compile(CoreModules.read("numbers"))) {
            int kept = cache.codes().size();
            for (CoreLimits limits : List.of(LIMITS, LEAST_STACK, MOST_STACK)) {
                Guests.run(limits.stackBytes(), () -> {
                    try (CoreStore store = cached.newStore(limits)) {
                        store.instantiate(module, List.of());
                    }
                });
            }
            assertEquals(kept, cache.codes().size());
        }
    }

    @FunctionalInterface
    private interface WithModule {
        void accept(CoreModule module) throws Exception;
    }

    private void withDepth(WithModule test) throws Exception {
        try (CoreModule module = compile("depth")) {
            test.accept(module);
        }
    }

    private long depthOf(CoreModule module, CoreLimits limits, String function, long depth) throws Exception {
        long[] reached = new long[1];
        Guests.run(limits.stackBytes(), () -> {
            try (CoreStore store = engine.newStore(limits)) {
                reached[0] = call(instanceOfDepth(module, store).function(function), depth);
            }
        });
        return reached[0];
    }

    private CoreInstance instanceOfDepth(CoreModule module, CoreStore store) {
        CoreInstance[] instance = new CoreInstance[1];
        try (HostFunctions functions = engine.prepareHostFunctions(List.of(INT_TO_INT))) {
            List<CoreFunction> bound =
                    store.bind(functions, (_, values) -> instance[0].function("across").call(values));
            instance[0] = store.instantiate(module, List.copyOf(bound));
        }
        return instance[0];
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "loop-if", "loop-table", "tree"})
    void aDeadlineEndsAGuestThatNeverEnds(String function) throws Exception {
        inStore("loops", instance -> instance, (store, instance) -> {
            long start = System.nanoTime();
            store.setDeadline(start + Duration.ofMillis(100).toNanos());
            Trap trap = assertThrows(Trap.class, () -> call(instance.function(function)));
            assertEquals(Trap.Kind.DEADLINE, trap.kind());
            assertBetween(95, 3000, System.nanoTime() - start);
            assertFalse(Thread.currentThread().isInterrupted(), "no interrupt is left behind");
        });
    }

    @Test
    void aDeadlineEndsAStartFunction() throws Exception {
        CoreModule module = compile("start-loop");
        Guests.run(() -> {
            try (CoreStore store = engine.newStore(LIMITS)) {
                store.setDeadline(System.nanoTime() + Duration.ofMillis(100).toNanos());
                Trap trap = assertThrows(Trap.class, () -> store.instantiate(module, List.of()));
                assertEquals(Trap.Kind.DEADLINE, trap.kind());
            }
        });
    }

    @Test
    void aDeadlineThatHasPassedEndsTheNextCall() throws Exception {
        inStore("loops", instance -> instance, (store, instance) -> {
            store.setDeadline(System.nanoTime() - 1);
            assertEquals(Trap.Kind.DEADLINE,
                    assertThrows(Trap.class, () -> call(instance.function("loop"))).kind());
            assertFalse(Thread.currentThread().isInterrupted());
        });
    }

    @Test
    void aDeadlineFarAwayDoesNotMatter() throws Exception {
        inStore("loops", instance -> instance, (store, instance) -> {
            store.setDeadline(System.nanoTime() + Duration.ofDays(1000).toNanos());
            assertEquals(42, call(instance.function("answer")));
        });
    }

    @Test
    void aStoreThatEndedLeavesNothingToTheNextOneOnTheThread() throws Exception {
        CoreModule module = compile("loops");
        Guests.run(() -> {
            for (int i = 0; i < 50; i++) {
                try (CoreStore store = engine.newStore(LIMITS)) {
                    CoreInstance instance = store.instantiate(module, List.of());
                    store.setDeadline(System.nanoTime() + Duration.ofMillis(1).toNanos());
                    assertThrows(Trap.class, () -> call(instance.function("loop")));
                }
                try (CoreStore store = engine.newStore(LIMITS)) {
                    assertEquals(42, call(store.instantiate(module, List.of()).function("answer")));
                }
                assertFalse(Thread.currentThread().isInterrupted());
            }
        });
    }

    /// A server that ends closes its engine while guests that nobody waits for still run.
    @Test
    void aDeadlineHoldsAlthoughTheEngineIsClosedMeanwhile() throws Exception {
        inStore("loops", instance -> instance, (store, instance) -> {
            store.setDeadline(System.nanoTime() + Duration.ofMillis(500).toNanos());
            Thread other = Thread.ofVirtual().start(() -> {
                pause(100);
                engine.close();
            });
            Trap trap = assertThrows(Trap.class, () -> call(instance.function("loop")));
            assertEquals(Trap.Kind.DEADLINE, trap.kind());
            other.join();
        });
    }

    @Test
    void interruptEndsRunningGuestCode() throws Exception {
        Duration deadline = interruptsLoops() ? Duration.ofSeconds(60) : Duration.ofSeconds(1);
        inStore("loops", instance -> instance, (store, instance) -> {
            store.setDeadline(System.nanoTime() + deadline.toNanos());
            Thread other = Thread.ofVirtual().start(() -> {
                pause(100);
                store.interrupt();
            });
            Trap trap = assertThrows(Trap.class, () -> call(instance.function("loop")));
            assertEquals(Trap.Kind.INTERRUPTED, trap.kind());
            other.join();
            assertFalse(Thread.currentThread().isInterrupted());
        });
    }

    /// {@return whether the engine can interrupt a guest that only computes before its deadline}
    protected boolean interruptsLoops() {
        return true;
    }

    @Test
    void interruptHasNoEffectWhenNoGuestCodeRuns() throws Exception {
        inStore("loops", instance -> instance, (store, instance) -> {
            store.setDeadline(System.nanoTime() + Duration.ofSeconds(60).toNanos());
            store.interrupt();
            assertFalse(Thread.currentThread().isInterrupted());
            assertEquals(42, call(instance.function("answer")));
        });
    }

    @Test
    void aDeadlineEndsAGuestThatCallsTheHostForever() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        withHost((store, instance) -> {
            store.setDeadline(System.nanoTime() + Duration.ofSeconds(1).toNanos());
            Trap trap = assertThrows(Trap.class, () -> call(instance.function("call-forever"), 1));
            assertEquals(Trap.Kind.DEADLINE, trap.kind());
            assertTrue(calls.get() > 1);
            assertFalse(Thread.currentThread().isInterrupted());
        }, (_, _, _) -> {
            calls.incrementAndGet();
            Thread.interrupted();
        });
    }

    @Test
    void manyStoresHaveTheirOwnDeadlines() throws Exception {
        CoreModule module = compile("loops");
        AtomicReference<Throwable> failure = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(8);
        for (int i = 0; i < 8; i++) {
            int delay = 50 + 40 * i;
            GuestThread.of("deadline " + i, () -> {
                try (CoreStore store = engine.newStore(LIMITS)) {
                    CoreInstance instance = store.instantiate(module, List.of());
                    long start = System.nanoTime();
                    store.setDeadline(start + Duration.ofMillis(delay).toNanos());
                    assertThrows(Trap.class, () -> call(instance.function("loop")));
                    assertBetween(delay - 5, delay + 5000, System.nanoTime() - start);
                } catch (Throwable e) {
                    failure.set(e);
                } finally {
                    done.countDown();
                }
            }).start();
        }
        assertTrue(done.await(60, TimeUnit.SECONDS));
        if (failure.get() != null) {
            throw new AssertionError(failure.get());
        }
    }

    @Test
    void refusesGrowthBeyondTheLimit() throws Exception {
        inStore("memory", instance -> {
            CoreFunction grow = instance.function("grow");
            assertEquals(1, call(grow, 126));
            assertEquals(127, call(grow, 1));
            assertEquals(-1, (int) call(grow, 1));
            assertEquals(-1, (int) call(grow, 0x10000));
            assertEquals(-1, (int) call(grow, -1));
            assertEquals(-1, (int) call(grow, Integer.MAX_VALUE));
            assertEquals(128, call(grow, 0));
            assertEquals(128, call(instance.function("size")));
            assertEquals(8 << 20, instance.memory("memory").byteSize());
            assertEquals(Trap.Kind.MEMORY_OUT_OF_BOUNDS,
                    assertThrows(Trap.class, () -> call(instance.function("load"), 8 << 20)).kind());
            return null;
        });
    }

    @Test
    void grownMemoryIsZeroAndKeepsWhatWasThere() throws Exception {
        inStore("memory", instance -> {
            CoreMemory memory = instance.memory("memory");
            memory.putLong(PAGE - 8, 0x1122334455667788L);
            for (int page = 1; page < 100; page++) {
                assertEquals(page, call(instance.function("grow"), 1));
                assertEquals((page + 1) * PAGE, memory.byteSize());
                assertEquals(0, call(instance.function("load"), page * PAGE));
                assertEquals(0, call(instance.function("load"), (page + 1) * PAGE - 8));
                call(instance.function("store"), (page + 1) * PAGE - 8, -1);
            }
            assertEquals(0x1122334455667788L, call(instance.function("load"), PAGE - 8));
            return null;
        });
    }

    @Test
    void refusesTableGrowthBeyondTheLimit() throws Exception {
        inStore("memory", instance -> {
            CoreFunction grow = instance.function("grow-table");
            assertEquals(1, (int) call(grow, 9_000));
            assertEquals(-1, (int) call(grow, 1_000));
            assertEquals(-1, (int) call(grow, -1));
            assertEquals(9_001, (int) call(instance.function("table-size")));
            return null;
        });
        assertEquals(1, (int) resultOf("memory", instance -> call(instance.function("table-size"))),
                "the next instance starts anew");
    }

    @Test
    void tellsWhatItRefused() throws Exception {
        assertEquals(Set.of(), refusedAfter(instance -> {
            assertEquals(1, (int) call(instance.function("grow"), 2));
            assertEquals(1, (int) call(instance.function("grow-table"), 20));
        }));
        assertEquals(Set.of(Growth.MEMORY), refusedAfter(instance -> {
            assertEquals(-1, (int) call(instance.function("grow"), 1_000));
            assertEquals(1, (int) call(instance.function("grow"), 2), "less is there");
        }));
        assertEquals(Set.of(Growth.TABLE), refusedAfter(instance ->
            assertEquals(-1, (int) call(instance.function("grow-table"), 10_000))));
        assertEquals(Set.of(Growth.MEMORY, Growth.TABLE), refusedAfter(instance -> {
            assertEquals(-1, (int) call(instance.function("grow"), -1));
            assertEquals(-1, (int) call(instance.function("grow-table"), -1));
        }));
    }

    @Test
    void tellsWhatItRefusedAfterATrap() throws Exception {
        assertEquals(Set.of(Growth.MEMORY), refusedAfter(instance -> {
            assertEquals(-1, (int) call(instance.function("grow"), 1_000));
            assertKind(Trap.Kind.MEMORY_OUT_OF_BOUNDS, () -> call(instance.function("load"), -1));
        }));
    }

    private Set<Growth> refusedAfter(Consumer<CoreInstance> use) throws Exception {
        var refused = new AtomicReference<Set<Growth>>();
        inStore("memory", instance -> {
            use.accept(instance);
            return null;
        }, (store, _) -> refused.set(store.refused()));
        return refused.get();
    }

    /// What a module declares to be its most is not ours.
    @Test
    void whatAModuleForbidsItselfWasNotRefused() throws Exception {
        inStore("bounded", instance -> {
            assertEquals(-1, (int) call(instance.function("grow"), 2));
            assertEquals(-1, (int) call(instance.function("grow-table"), 2));
            assertEquals(1, (int) call(instance.function("grow"), 1));
            assertEquals(1, (int) call(instance.function("grow-table"), 1));
            return null;
        }, (store, _) -> assertEquals(Set.of(), store.refused()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"large-memory", "large-table"})
    void aModuleThatStartsBeyondTheLimitTraps(String name) throws Exception {
        CoreModule module = compile(name);
        Guests.run(() -> {
            try (CoreStore store = engine.newStore(LIMITS)) {
                Trap trap = assertThrows(Trap.class, () -> store.instantiate(module, List.of()));
                assertEquals(name.equals("large-memory") ? Trap.Kind.OUT_OF_MEMORY : Trap.Kind.OUT_OF_TABLE, trap.kind());
            }
            try (CoreStore store = engine.newStore(new CoreLimits(64 << 20, 100_000))) {
                store.instantiate(module, List.of());
            }
        });
    }

    @Test
    void theHostReadsAndWritesMemory() throws Exception {
        inStore("memory", instance -> {
            CoreMemory memory = instance.memory("memory");
            assertEquals(PAGE, memory.byteSize());
            byte[] text = new byte[9];
            memory.get(16, text, 1, 7);
            assertArrayEquals("\0sixteen\0".getBytes(), text);
            memory.put(1001, text, 1, 7);
            assertEquals(call(instance.function("load"), 16) & 0xff_ffff_ffff_ffffL, memory.getLong(1001));
            memory.putLong(1, 0x8877665544332211L);
            assertEquals(0x8877665544332211L, call(instance.function("load"), 1));
            assertEquals((byte) 0x11, memory.getByte(1));
            assertEquals((short) 0x2211, memory.getShort(1));
            assertEquals(0x44332211, memory.getInt(1));
            assertEquals(0x8877665544332211L, memory.getLong(1));
            memory.putByte(8, (byte) 0x99);
            memory.putShort(6, (short) 0xaaaa);
            memory.putInt(2, 0xbbbbbbbb);
            assertEquals(0x99aaaabbbbbbbb11L, memory.getLong(1));
            return null;
        });
    }

    @Test
    void theHostCannotReachOutsideOfMemory() throws Exception {
        inStore("memory", instance -> {
            CoreMemory memory = instance.memory("memory");
            byte[] bytes = new byte[16];
            for (long offset : new long[] {-1, PAGE - 7, PAGE, PAGE + 1, 1L << 32, (1L << 32) + 8, Long.MAX_VALUE}) {
                assertThrows(IndexOutOfBoundsException.class, () -> memory.getLong(offset));
                assertThrows(IndexOutOfBoundsException.class, () -> memory.putLong(offset, 1));
                assertThrows(IndexOutOfBoundsException.class, () -> memory.get(offset, bytes, 0, 8));
                assertThrows(IndexOutOfBoundsException.class, () -> memory.put(offset, bytes, 0, 8));
            }
            assertThrows(IndexOutOfBoundsException.class, () -> memory.getByte(PAGE));
            assertThrows(IndexOutOfBoundsException.class, () -> memory.getShort(PAGE - 1));
            assertThrows(IndexOutOfBoundsException.class, () -> memory.putInt(PAGE - 3, 1));
            assertThrows(IndexOutOfBoundsException.class, () -> memory.get(0, bytes, 9, 8));
            assertThrows(IndexOutOfBoundsException.class, () -> memory.put(0, bytes, 0, 17));
            assertThrows(IndexOutOfBoundsException.class, () -> memory.get(0, bytes, 0, -1));
            memory.get(PAGE, bytes, 0, 0);
            memory.get(PAGE - 16, bytes, 0, 16);
            return null;
        });
    }

    @Test
    void passiveSegmentsAreDroppedForOneInstanceOnly() throws Exception {
        for (int i = 0; i < 2; i++) {
            inStore("memory", instance -> {
                CoreFunction init = instance.function("init");
                call(init, 100, 0, 7);
                assertEquals((byte) 'p', instance.memory("memory").getByte(100));
                assertKind(Trap.Kind.MEMORY_OUT_OF_BOUNDS, () -> call(init, 100, 1, 7));
                assertKind(Trap.Kind.MEMORY_OUT_OF_BOUNDS, () -> call(init, PAGE - 3, 0, 7));
                call(instance.function("drop"));
                assertKind(Trap.Kind.MEMORY_OUT_OF_BOUNDS, () -> call(init, 100, 0, 1));
                call(init, 100, 0, 0);
                return null;
            });
        }
    }

    @Test
    void segmentsThatDoNotFitAreTraps() throws Exception {
        assertKind(Trap.Kind.MEMORY_OUT_OF_BOUNDS, () -> inStore("segment-out-of-bounds", instance -> instance));
        assertKind(Trap.Kind.TABLE_OUT_OF_BOUNDS, () -> inStore("element-out-of-bounds", instance -> instance));
    }

    @Test
    void theHostGetsAndGivesRawValues() throws Exception {
        withHost((store, instance) -> {
            long[] values = {-5, Long.MAX_VALUE, 0x7fc54321, 0xfff8_0000_0000_beefL};
            instance.function("numbers").call(values);
            assertEquals(0xfff8_0000_0000_beefL, values[0]);
            assertEquals(0x7fc54321, (int) values[1]);
            assertEquals(Long.MAX_VALUE, values[2]);
            assertEquals(-5, (int) values[3]);
        }, (_, index, values) -> {
            assertEquals(0, index);
            assertTrue(values.length >= 4);
            swap(values, 0, 3);
            swap(values, 1, 2);
        });
    }

    @Test
    void theHostCallsBackIntoTheGuest() throws Exception {
        withHost((store, instance) -> assertEquals(84, call(instance.function("call-deep"), 42)),
                (instance, _, values) -> instance.function("double").call(values));
    }

    @Test
    void aTrapUnderTheHostCanBeCaughtThere() throws Exception {
        withHost((store, instance) -> assertEquals(-7, (int) call(instance.function("call"), 1)),
                (instance, _, values) -> {
                    assertKind(Trap.Kind.UNREACHABLE, () -> call(instance.function("unreachable"), 1));
                    values[0] = -7;
                });
    }

    @Test
    void aTrapUnderTheHostComesOutOfTheOuterCallAsTheSameObject() throws Exception {
        AtomicReference<Trap> seen = new AtomicReference<>();
        withHost((store, instance) -> {
            Trap trap = assertThrows(Trap.class, () -> call(instance.function("call-deep"), 1));
            assertSame(seen.get(), trap);
            assertEquals(Trap.Kind.UNREACHABLE, trap.kind());
        }, (instance, _, values) -> {
            try {
                instance.function("unreachable").call(values);
            } catch (Trap e) {
                seen.set(e);
                throw e;
            }
        });
    }

    @Test
    void whatTheHostThrowsComesOutAsTheSameObject() throws Exception {
        List<Throwable> thrown = List.of(
                new IllegalArgumentException("of the host", new InterruptedException("its cause")),
                new IndexOutOfBoundsException("of the host"),
                new NullPointerException("of the host"),
                new ArithmeticException("of the host"),
                new Trap(Trap.Kind.HOST, "of the host"),
                new AssertionError("of the host"));
        for (Throwable expected : thrown) {
            withHost((store, instance) -> {
                assertSame(expected, assertThrows(Throwable.class, () -> call(instance.function("call-deep"), 1)));
                assertSame(expected, assertThrows(Throwable.class, () -> call(instance.function("call"), 1)));
            }, (_, _, _) -> {
                switch (expected) {
                    case RuntimeException e -> throw e;
                    case Error e -> throw e;
                    default -> throw new IllegalStateException(expected);
                }
            });
        }
    }

    @Test
    void whatTheHostThrowsPassesThroughSeveralGuests() throws Exception {
        IllegalStateException expected = new IllegalStateException("at the bottom");
        withHost((store, instance) -> {
            long[] values = {20};
            assertSame(expected,
                    assertThrows(IllegalStateException.class, () -> instance.function("call-deep").call(values)));
        }, (instance, _, values) -> {
            if (values[0] == 0) {
                throw expected;
            }
            values[0]--;
            instance.function("call-deep").call(values);
        });
    }

    @Test
    void anExceptionCaughtByTheHostIsForgotten() throws Exception {
        withHost((store, instance) -> assertEquals(5, call(instance.function("call"), 3)),
                (instance, _, values) -> {
                    if (values[0] == 0) {
                        throw new IllegalStateException("inner");
                    }
                    assertThrows(IllegalStateException.class, () -> call(instance.function("call"), 0));
                    values[0] = 5;
                });
    }

    @Test
    void aBoundFunctionCanBeCalledByTheHostToo() throws Exception {
        try (HostFunctions functions = engine.prepareHostFunctions(List.of(NOTHING, INT_TO_INT))) {
            Guests.run(() -> {
                try (CoreStore store = engine.newStore(LIMITS)) {
                    List<CoreFunction> bound = store.bind(functions, (index, values) -> values[0] += index);
                    assertEquals(8, call(bound.get(1), 7));
                }
            });
        }
    }

    @Test
    void aHostFunctionThatWaitsIsInterruptedAtTheDeadline() throws Exception {
        withHost((store, instance) -> {
            long start = System.nanoTime();
            store.setDeadline(start + Duration.ofMillis(100).toNanos());
            assertThrows(RuntimeException.class, () -> call(instance.function("call"), 1));
            assertBetween(95, 3000, System.nanoTime() - start);
            assertFalse(Thread.currentThread().isInterrupted());
        }, (_, _, _) -> {
            if (!interruptedWithin(10_000)) {
                throw new AssertionError("the host function was not interrupted");
            }
            throw new IllegalStateException("gave up waiting");
        }, waitsAreInterrupted());
    }

    @Test
    void aHostFunctionThatIgnoresItsInterruptCannotKeepTheGuestRunning() throws Exception {
        withHost((store, instance) -> {
            store.setDeadline(System.nanoTime() + Duration.ofMillis(100).toNanos());
            assertKind(Trap.Kind.DEADLINE, () -> call(instance.function("call-forever"), 1));
            assertFalse(Thread.currentThread().isInterrupted());
        }, (instance, _, values) -> {
            assertTrue(interruptedWithin(10_000));
            assertKind(Trap.Kind.DEADLINE, () -> call(instance.function("loop")));
        }, waitsAreInterrupted());
    }

    /// {@return whether the deadline interrupts a host function that waits, as it should where the engine can}
    protected boolean waitsAreInterrupted() {
        return true;
    }

    @Test
    void instancesShareMemoriesTablesGlobalsAndFunctions() throws Exception {
        withPair((exporter, importer) -> {
            assertEquals("data".charAt(0), exporter.memory("memory").getByte(8));
            call(importer.function("poke"), 100, 1234);
            assertEquals(1234, call(exporter.function("peek"), 100));
            assertEquals(1234, exporter.memory("memory").getInt(100));
            assertEquals(1234, importer.memory("memory again").getInt(100));
            assertEquals(1, call(exporter.function("grow"), 2));
            assertEquals(3, call(importer.function("pages")));
            assertEquals(3 * PAGE, importer.memory("memory again").byteSize());
            assertEquals(6, call(importer.function("increment-variable")));
            assertEquals(7, call(importer.function("increment-variable")));
            assertEquals(42, call(importer.function("increment again"), 41));
        });
    }

    @Test
    void functionsInASharedTableKeepTheirInstanceAndType() throws Exception {
        withPair((exporter, importer) -> {
            assertEquals(7, call(importer.function("call-number"), 0));
            assertEquals(11, call(importer.function("call-number"), 2));
            assertEquals(7, call(exporter.function("call-number"), 0));
            assertEquals(11, call(exporter.function("call-number"), 2));
            call(importer.function("call-set"), 99, 1);
            assertEquals(100, call(importer.function("increment-variable")));
            assertEquals(10, call(importer.function("call-increment"), 3, 9));
            assertKind(Trap.Kind.INDIRECT_CALL_TYPE_MISMATCH, () -> call(importer.function("call-number"), 1));
            assertKind(Trap.Kind.INDIRECT_CALL_TYPE_MISMATCH, () -> call(importer.function("call-set"), 1, 0));
            assertKind(Trap.Kind.INDIRECT_CALL_TYPE_MISMATCH, () -> call(importer.function("call-increment"), 0, 1));
            assertKind(Trap.Kind.INDIRECT_CALL_TYPE_MISMATCH, () -> call(exporter.function("call-number"), 3));
            assertKind(Trap.Kind.INDIRECT_CALL_TYPE_MISMATCH, () -> call(importer.function("call-number"), 3));
        });
    }

    @Test
    void copiedElementsKeepTheirInstance() throws Exception {
        withPair((exporter, importer) -> {
            call(importer.function("copy-element"), 3, 0);
            assertEquals(7, call(importer.function("call-number"), 3));
            call(importer.function("copy-element"), 0, 2);
            assertEquals(11, call(exporter.function("call-number"), 0));
            assertKind(Trap.Kind.TABLE_OUT_OF_BOUNDS, () -> call(importer.function("copy-element"), 4, 0));
        });
    }

    @Test
    void aTrapInAnotherInstanceIsATrap() throws Exception {
        withPair((exporter, importer) ->
                assertKind(Trap.Kind.UNREACHABLE, () -> call(importer.function("trap"))));
    }

    @Test
    void importsThatDoNotFitAreALinkTrap() throws Exception {
        CoreModule exporter = compile("exporter");
        CoreModule importer = compile("importer");
        CoreModule other = compile("memory");
        Guests.run(() -> {
            try (CoreStore store = engine.newStore(LIMITS)) {
                CoreInstance from = store.instantiate(exporter, List.of());
                CoreInstance wrong = store.instantiate(other, List.of());
                List<CoreExtern> right = imports(from);
                store.instantiate(importer, right);
                assertLinkTrap(store, importer, List.of());
                assertLinkTrap(store, importer, right.subList(0, right.size() - 1));
                assertLinkTrap(store, importer, replaced(right, 0, from.table("table")));
                assertLinkTrap(store, importer, replaced(right, 0, wrong.memory("memory")));
                assertLinkTrap(store, importer, replaced(right, 1, wrong.table("table")));
                assertLinkTrap(store, importer, replaced(right, 2, from.global("variable")));
                assertLinkTrap(store, importer, replaced(right, 3, from.global("constant")));
                assertLinkTrap(store, importer, replaced(right, 4, from.function("trap")));
                assertLinkTrap(store, importer, replaced(right, 5, from.memory("memory")));
            }
        });
    }

    @Test
    void theStartFunctionRuns() throws Exception {
        AtomicInteger starts = new AtomicInteger();
        withStart((index, _) -> starts.incrementAndGet(), instance -> instance);
        assertEquals(1, starts.get());
    }

    @Test
    void whatTheHostThrowsWhileStartingComesOutAsTheSameObject() throws Exception {
        IllegalStateException expected = new IllegalStateException("of the host");
        HostDispatcher dispatcher = (_, _) -> {
            throw expected;
        };
        assertSame(expected,
                assertThrows(IllegalStateException.class, () -> withStart(dispatcher, instance -> instance)));
    }

    @Test
    void aTrapInTheStartFunctionIsATrap() throws Exception {
        assertKind(Trap.Kind.UNREACHABLE, () -> inStore("start-trap", instance -> instance));
    }

    @Test
    void exportsAreFoundByNameAndKind() throws Exception {
        inStore("memory", instance -> {
            assertThrows(IllegalArgumentException.class, () -> instance.function("no such"));
            assertThrows(IllegalArgumentException.class, () -> instance.function("memory"));
            assertThrows(IllegalArgumentException.class, () -> instance.memory("size"));
            assertThrows(IllegalArgumentException.class, () -> instance.table("memory"));
            assertThrows(IllegalArgumentException.class, () -> instance.global("memory"));
            return null;
        });
    }

    @Test
    void guestCodeRunsOnGuestThreadsOnly() throws Exception {
        CoreModule module = compile("values");
        CoreModule starting = compile("start-trap");
        CoreStore store = engine.newStore(LIMITS);
        assertThrows(IllegalStateException.class, () -> store.instantiate(starting, List.of()));
        assertThrows(IllegalStateException.class, () -> store.instantiate(module, List.of()));
        CoreFunction function = Guests.call(() -> store.instantiate(module, List.of()).function("i32"));
        assertThrows(IllegalStateException.class, () -> call(function, 1));
        AtomicReference<Throwable> onVirtual = new AtomicReference<>();
        Thread.ofVirtual().start(() -> {
            try {
                call(function, 1);
            } catch (Throwable e) {
                onVirtual.set(e);
            }
        }).join();
        assertInstanceOf(IllegalStateException.class, onVirtual.get());
        Guests.run(() -> {
            assertEquals(1, call(function, 1));
            store.close();
        });
    }

    @Test
    void severalThreadsUseOneModule() throws Exception {
        CoreModule module = compile("memory");
        AtomicReference<Throwable> failure = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(4);
        for (int i = 0; i < 4; i++) {
            long mark = 1000 + i;
            GuestThread.of("sharing " + i, () -> {
                try {
                    for (int round = 0; round < 50; round++) {
                        try (CoreStore store = engine.newStore(LIMITS)) {
                            CoreInstance instance = store.instantiate(module, List.of());
                            assertEquals(0, call(instance.function("load"), 0));
                            call(instance.function("store"), 0, mark);
                            assertEquals(mark, call(instance.function("load"), 0));
                        }
                    }
                } catch (Throwable e) {
                    failure.set(e);
                } finally {
                    done.countDown();
                }
            }).start();
        }
        assertTrue(done.await(60, TimeUnit.SECONDS));
        if (failure.get() != null) {
            throw new AssertionError(failure.get());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "00",
        "0061736d",
        "0061736d0d000100", // a component
        "0061736d02000000",
        "0061736d01000000ff00", // no such section
        "0061736d010000000105", // a section that ends too early
        "0061736d010000000103016001", // type section without its end
        "0061736d0100000003020100", // a function without a type and a body
        "0061736d01000000010401600000030201000a05010300410b", // a constant without its value
        "0061736d01000000010401600000030201000a07010500410141010b", // too many values
        "0061736d0100000001050160017f0003020100070501016100000a0601040020050b", // no such local
        "0061736d01000000070501016100000a" // exports what is not there
    })
    void refusesWhatIsNotAModule(String hex) {
        byte[] wasm = HexFormat.of().parseHex(hex);
        InvalidCoreModule invalid = assertThrows(InvalidCoreModule.class, () -> engine.compile(wasm));
        assertFalse(invalid.getMessage().isBlank());
    }

    @Test
    void everyCutAndEveryFlippedByteIsRefusedOrRuns() throws Exception {
        byte[] whole = CoreModules.read("traps");
        for (int length = 0; length < whole.length; length += 3) {
            compileAnything(Arrays.copyOf(whole, length));
        }
        for (int i = 8; i < whole.length; i++) {
            byte[] flipped = whole.clone();
            flipped[i] ^= (byte) (i % 2 == 0 ? 0xff : 1 << i % 8);
            compileAnything(flipped);
        }
    }

    private void compileAnything(byte[] wasm) throws Exception {
        CoreModule module;
        try {
            module = engine.compile(wasm);
        } catch (InvalidCoreModule e) {
            assertFalse(e.getMessage().isBlank());
            return;
        }
        Guests.run(() -> {
            try (CoreStore store = engine.newStore(LIMITS)) {
                store.instantiate(module, List.of());
            } catch (Trap e) {
                assertFalse(e.getMessage().isBlank());
            }
        });
        module.close();
    }

    @Test
    void compiledCodeIsKeptAndFound() throws Exception {
        MapCodeCache cache = new MapCodeCache();
        callWithCache(cache);
        if (cache.codes().isEmpty()) {
            return; // an engine with a cache of its own
        }
        assertEquals(0, cache.hits());
        byte[] kept = cache.codes().values().iterator().next().clone();
        callWithCache(cache);
        assertEquals(1, cache.hits());
        assertEquals(1, cache.codes().size());
        assertArrayEquals(kept, cache.codes().values().iterator().next());
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "short", "long", "flipped at the start", "zero"})
    void damagedCodeIsIgnoredAndReplaced(String damage) throws Exception {
        MapCodeCache cache = new MapCodeCache();
        callWithCache(cache);
        if (cache.codes().isEmpty()) {
            return; // an engine with a cache of its own
        }
        var entry = cache.codes().entrySet().iterator().next();
        byte[] good = entry.getValue().clone();
        byte[] damaged = switch (damage) {
            case "empty" -> new byte[0];
            case "short" -> Arrays.copyOf(good, good.length / 2);
            case "long" -> Arrays.copyOf(good, good.length + 1000);
            case "flipped at the start" -> {
                byte[] flipped = good.clone();
                flipped[0] ^= 1;
                yield flipped;
            }
            default -> new byte[good.length];
        };
        cache.keep(entry.getKey(), ByteBuffer.wrap(damaged));
        callWithCache(cache);
        assertNotEquals(damaged.length == good.length ? Arrays.hashCode(damaged) : damaged.length,
                damaged.length == good.length
                        ? Arrays.hashCode(cache.codes().get(entry.getKey()))
                        : cache.codes().get(entry.getKey()).length);
        int before = cache.hits();
        callWithCache(cache);
        assertEquals(before + 1, cache.hits());
    }

    private void callWithCache(CodeCache cache) throws Exception {
        try (CoreEngine cached = provider().open(new EngineOptions(cache, LIMITS));
                CoreModule module = cached.compile(CoreModules.read("memory"))) {
            Guests.run(() -> {
                try (CoreStore store = cached.newStore(LIMITS)) {
                    CoreInstance instance = store.instantiate(module, List.of());
                    assertEquals(1, call(instance.function("grow"), 3));
                    assertEquals((byte) 's', instance.memory("memory").getByte(16));
                }
            });
        }
    }

    @Test
    void thousandsOfInstancesLeaveNothingBehind() throws Exception {
        try (CoreModule module = compile("host");
                HostFunctions functions = engine.prepareHostFunctions(List.of(NUMBERS, INT_TO_INT))) {
            Guests.run(() -> makeInstances(module, functions, 500));
            long before = residentBytes();
            Guests.run(() -> makeInstances(module, functions, 3000));
            long grown = residentBytes() - before;
            // 3000 leaked memories of one page alone would be 188 MiB
            assertTrue(grown < 100 << 20, () -> "grew by " + (grown >> 20) + " MiB");
        }
    }

    private void makeInstances(CoreModule module, HostFunctions functions, int count) {
        for (int i = 0; i < count; i++) {
            try (CoreStore store = engine.newStore(LIMITS)) {
                List<CoreFunction> bound = store.bind(functions, (_, values) -> values[0]++);
                store.setDeadline(System.nanoTime() + Duration.ofSeconds(60).toNanos());
                CoreInstance instance = store.instantiate(module, List.copyOf(bound));
                assertEquals(i + 1, call(instance.function("call-deep"), i));
            }
        }
    }

    /// {@return the memory that the process really takes and cannot give back: what is live on the heap, and what is
    /// outside of it as far as the system tells}
    private static long residentBytes() throws Exception {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(50);
        }
        Runtime runtime = Runtime.getRuntime();
        Path statm = Path.of("/proc/self/statm");
        long resident = Files.exists(statm)
                ? Long.parseLong(Files.readString(statm).split(" ")[1]) * 4096
                : runtime.totalMemory();
        return resident - runtime.totalMemory() + (runtime.totalMemory() - runtime.freeMemory());
    }

    /// Something done with an instance.
    @FunctionalInterface
    protected interface Use<T> {
        T with(CoreInstance instance) throws Exception;
    }

    @FunctionalInterface
    private interface StoreUse<T> {
        void with(CoreStore store, T made) throws Exception;
    }

    @FunctionalInterface
    private interface PairUse {
        void with(CoreInstance exporter, CoreInstance importer) throws Exception;
    }

    @FunctionalInterface
    private interface Host {
        void call(CoreInstance instance, int index, long[] values);
    }

    /// {@return the engine of this test}
    protected final CoreEngine engine() {
        return engine;
    }

    private CoreModule compile(String name) throws InvalidCoreModule {
        return engine.compile(CoreModules.read(name));
    }

    /// Calls a function and returns its first result.
    protected static long call(CoreFunction function, long... arguments) {
        long[] values = Arrays.copyOf(arguments, Math.max(4, arguments.length));
        function.call(values);
        return values[0];
    }

    private long resultOf(String name, Use<Long> use) throws Exception {
        return inStore(name, use);
    }

    private <T> T inStore(String name, Use<T> use) throws Exception {
        try (CoreModule module = compile(name)) {
            return Guests.call(() -> {
                try (CoreStore store = engine.newStore(LIMITS)) {
                    return use.with(store.instantiate(module, List.of()));
                }
            });
        }
    }

    private <T> void inStore(String name, Use<T> first, StoreUse<T> then) throws Exception {
        try (CoreModule module = compile(name)) {
            Guests.run(() -> {
                try (CoreStore store = engine.newStore(LIMITS)) {
                    then.with(store, first.with(store.instantiate(module, List.of())));
                }
            });
        }
    }

    private void withHost(StoreUse<CoreInstance> use, Host host) throws Exception {
        withHost(use, host, true);
    }

    private void withHost(StoreUse<CoreInstance> use, Host host, boolean applies) throws Exception {
        if (!applies) {
            return;
        }
        try (CoreModule module = compile("host");
                HostFunctions functions = engine.prepareHostFunctions(List.of(NUMBERS, INT_TO_INT))) {
            Guests.run(() -> {
                try (CoreStore store = engine.newStore(LIMITS)) {
                    AtomicReference<CoreInstance> made = new AtomicReference<>();
                    List<CoreFunction> bound =
                            store.bind(functions, (index, values) -> host.call(made.get(), index, values));
                    made.set(store.instantiate(module, List.copyOf(bound)));
                    use.with(store, made.get());
                }
            });
        }
    }

    private void withPair(PairUse use) throws Exception {
        try (CoreModule exporter = compile("exporter");
                CoreModule importer = compile("importer")) {
            Guests.run(() -> {
                try (CoreStore store = engine.newStore(LIMITS)) {
                    CoreInstance from = store.instantiate(exporter, List.of());
                    use.with(from, store.instantiate(importer, imports(from)));
                }
            });
        }
    }

    private <T> T withStart(HostDispatcher dispatcher, Use<T> use) throws Exception {
        try (CoreModule module = compile("start");
                HostFunctions functions = engine.prepareHostFunctions(List.of(NOTHING))) {
            return Guests.call(() -> {
                try (CoreStore store = engine.newStore(LIMITS)) {
                    return use.with(store.instantiate(module, List.copyOf(store.bind(functions, dispatcher))));
                }
            });
        }
    }

    private static List<CoreExtern> imports(CoreInstance exporter) {
        return List.of(exporter.memory("memory"), exporter.table("table"), exporter.global("constant"),
                exporter.global("variable"), exporter.function("increment"), exporter.function("trap"));
    }

    private static List<CoreExtern> replaced(List<CoreExtern> imports, int index, CoreExtern with) {
        List<CoreExtern> changed = new ArrayList<>(imports);
        changed.set(index, with);
        return changed;
    }

    private static void assertLinkTrap(CoreStore store, CoreModule module, List<CoreExtern> imports) {
        assertKind(Trap.Kind.LINK, () -> store.instantiate(module, imports));
    }

    private static void assertKind(Trap.Kind kind, Executable executable) {
        Trap trap = assertThrows(Trap.class, executable);
        assertEquals(kind, trap.kind(), trap::toString);
    }

    private static void assertBetween(long fewestMillis, long mostMillis, long nanos) {
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
        assertTrue(fewestMillis <= millis && millis <= mostMillis, () -> "took " + millis + " ms");
    }

    private static void swap(long[] values, int a, int b) {
        long value = values[a];
        values[a] = values[b];
        values[b] = value;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean interruptedWithin(long millis) {
        try {
            Thread.sleep(millis);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
