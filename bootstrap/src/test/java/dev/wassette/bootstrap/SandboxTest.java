package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.port.out.ComponentRuntime.Busy;
import dev.wassette.application.port.out.ComponentRuntime.CallOutcome;
import dev.wassette.application.port.out.ComponentRuntime.Cancelled;
import dev.wassette.application.port.out.ComponentRuntime.Exited;
import dev.wassette.application.port.out.ComponentRuntime.OutOfProcessorTime;
import dev.wassette.application.port.out.ComponentRuntime.Prepared;
import dev.wassette.application.port.out.ComponentRuntime.PreparedComponent;
import dev.wassette.application.port.out.ComponentRuntime.Refused;
import dev.wassette.application.port.out.ComponentRuntime.Returned;
import dev.wassette.application.port.out.ComponentRuntime.TimedOut;
import dev.wassette.application.port.out.ComponentRuntime.Trapped;
import dev.wassette.component.engine.CodeCache;
import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.host.HostContext;
import dev.wassette.component.testkit.ComponentFixtures;
import dev.wassette.domain.Caller;
import dev.wassette.domain.Cancellation;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.policy.ResourceLimits;
import dev.wassette.domain.wit.FunctionName;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.sandbox.SandboxedRuntime;
import dev.wassette.wasi.Wasi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The sandbox with real engines and the real host, under tools that behave badly.
@ParameterizedClass
@MethodSource("dev.wassette.bootstrap.TestEngines#names")
class SandboxTest {
    private static final Grant PATIENT = Grant.nothing();
    private static final Grant HASTY = Grant.nothing()
            .with(ResourceLimits.defaults().withMemoryBytes(64 << 20).withTime(Duration.ofMillis(300)));

    @Parameter
    private String engineName;

    private CoreEngine engine;
    private PreparedComponent tools;

    @BeforeEach
    void prepare() throws Exception {
        engine = TestEngines.open(engineName, CodeCache.none(), SandboxedRuntime.limitsOf(PATIENT));
        tools = prepared(runtime(2));
    }

    @AfterEach
    void close() {
        tools.close();
        engine.close();
    }

    private SandboxedRuntime runtime(int concurrentCalls) {
        return new SandboxedRuntime(engine, Wasi.interfaces(),
                (grant, _) -> Wasi.open(HostContext.empty(), grant, (_, _) -> {}), concurrentCalls);
    }

    private static PreparedComponent prepared(SandboxedRuntime runtime) {
        return assertInstanceOf(Prepared.class, runtime.prepare(ComponentFixtures.read("tools"))).component();
    }

    private CallOutcome call(Grant grant, String function, WitValue... arguments) {
        return tools.call(new FunctionName(Optional.empty(), function), List.of(arguments), grant, Caller.silent())
                .outcome();
    }

    private static CallOutcome value(WitValue value) {
        return new Returned(Optional.of(value));
    }

    @Test
    void returnsWhatTheFunctionReturns() {
        assertEquals(value(new WitValue.S32(42)), call(PATIENT, "add", new WitValue.S32(40), new WitValue.S32(2)));
        assertEquals(value(new WitValue.Str("grüße")), call(PATIENT, "echo", new WitValue.Str("grüße")));
    }

    @Test
    void keepsNothingFromOneCallToTheNext() {
        assertEquals(value(new WitValue.U32(1)), call(PATIENT, "count"));
        assertEquals(value(new WitValue.U32(1)), call(PATIENT, "count"));
    }

    @Test
    void endsAGuestThatComputesTooLong() {
        Grant grant = Grant.nothing().with(ResourceLimits.defaults().withCpuTime(Duration.ofMillis(200))
                .withTime(Duration.ofSeconds(5)));
        assertEquals(new OutOfProcessorTime(), call(grant, "loop-forever"));
        assertEquals(new Returned(Optional.empty()), call(grant, "sleep", new WitValue.U64(400)), "waiting is free");
    }

    @Test
    void letsOnlySomeCallsOfAComponentRunAtOnce() throws Exception {
        ResourceLimits one = ResourceLimits.defaults().withConcurrentCalls(1);
        FunctionName sleep = new FunctionName(Optional.empty(), "sleep");
        try (ExecutorService other = Executors.newCachedThreadPool()) {
            Future<CallOutcome> first = other.submit(() -> tools.call(sleep, List.of(new WitValue.U64(1_500)),
                    Grant.nothing().with(one), Caller.silent()).outcome());
            Thread.sleep(300);
            assertEquals(new Busy(), call(Grant.nothing().with(one.withTime(Duration.ofMillis(200))), "count"));
            assertEquals(value(new WitValue.U32(1)), call(PATIENT, "count"), "whose policy allows two");
            assertEquals(value(new WitValue.U32(1)), call(Grant.nothing().with(one), "count"), "waits for its turn");
            assertEquals(new Returned(Optional.empty()), first.get());
        }
    }

    @Test
    void endsAnEndlessLoop() {
        assertEquals(new TimedOut(), call(HASTY, "loop-forever"));
        assertEquals(value(new WitValue.U32(1)), call(PATIENT, "count"));
    }

    @Test
    void endsAGuestThatWaits() {
        assertEquals(new TimedOut(), call(HASTY, "sleep", new WitValue.U64(3_600_000)));
        assertEquals(new Returned(Optional.empty()), call(PATIENT, "sleep", new WitValue.U64(1)));
    }

    @Test
    void survivesEndlessRecursion() {
        for (int i = 0; i < 20; i++) {
            assertInstanceOf(Trapped.class, call(PATIENT, "recurse-forever"));
        }
        assertEquals(value(new WitValue.U32(1)), call(PATIENT, "count"));
    }

    @Test
    void reportsACrash() {
        Trapped trapped = assertInstanceOf(Trapped.class, call(PATIENT, "crash"));
        assertTrue(trapped.message().contains("unreachable"), trapped.message());
    }

    @Test
    void reportsAnExit() {
        assertEquals(new Exited(0), call(PATIENT, "leave", new WitValue.Bool(false)));
        assertEquals(new Exited(1), call(PATIENT, "leave", new WitValue.Bool(true)));
    }

    @Test
    void refusesMemoryBeyondTheGrant() {
        assertEquals(value(new WitValue.S32(1)), call(HASTY, "use-memory", new WitValue.U32(100)));
        assertEquals(value(new WitValue.S32(-1)), call(HASTY, "use-memory", new WitValue.U32(1_024)));
        assertEquals(value(new WitValue.S32(1)), call(PATIENT, "use-memory", new WitValue.U32(1_024)));
        assertEquals(value(new WitValue.S32(-1)), call(PATIENT, "use-memory", new WitValue.U32(65_000)));
    }

    @Test
    void letsFurtherCallsWaitTheirTurn() throws Exception {
        try (PreparedComponent narrow = prepared(runtime(1)); var others = Executors.newCachedThreadPool()) {
            FunctionName sleep = new FunctionName(Optional.empty(), "sleep");
            List<Callable<CallOutcome>> calls = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                calls.add(() -> narrow.call(sleep, List.of(new WitValue.U64(20)), PATIENT, Caller.silent()).outcome());
            }
            for (Future<CallOutcome> call : others.invokeAll(calls)) {
                assertEquals(new Returned(Optional.empty()), call.get());
            }
        }
    }

    @Test
    void saysWhenThereIsNoTurnInTime() throws Exception {
        try (PreparedComponent narrow = prepared(runtime(1)); ExecutorService other = Executors.newCachedThreadPool()) {
            FunctionName sleep = new FunctionName(Optional.empty(), "sleep");
            Future<CallOutcome> first =
                    other.submit(() -> narrow.call(sleep, List.of(new WitValue.U64(2_000)), PATIENT,
                            Caller.silent()).outcome());
            Thread.sleep(500);
            assertEquals(new Busy(),
                    narrow.call(sleep, List.of(new WitValue.U64(1)), HASTY, Caller.silent()).outcome());
            assertEquals(new Returned(Optional.empty()), first.get());
        }
    }

    @Test
    void endsTheGuestWhenTheCallerIsInterrupted() throws Exception {
        try (ExecutorService other = Executors.newCachedThreadPool()) {
            Future<CallOutcome> call = other.submit(() -> {
                Thread.currentThread().interrupt();
                return tools.call(new FunctionName(Optional.empty(), "sleep"), List.of(new WitValue.U64(60_000)),
                        PATIENT, Caller.silent()).outcome();
            });
            assertTrue(call.get() instanceof Cancelled || call.get() instanceof Busy, call.get().toString());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 300})
    void endsTheGuestWhenItsCallerLosesInterest(int afterMillis) throws Exception {
        var cancellation = new Cancellation();
        try (PreparedComponent narrow = prepared(runtime(1)); ExecutorService other = Executors.newCachedThreadPool()) {
            FunctionName sleep = new FunctionName(Optional.empty(), "sleep");
            Future<CallOutcome> call = other.submit(() ->
                    narrow.call(sleep, List.of(new WitValue.U64(50_000)), PATIENT, () -> cancellation).outcome());
            Thread.sleep(afterMillis);
            cancellation.cancel();
            assertEquals(new Cancelled(), call.get(10, TimeUnit.SECONDS));
            // Its place is free again.
            assertEquals(new Returned(Optional.empty()),
                    narrow.call(sleep, List.of(new WitValue.U64(1)), PATIENT, Caller.silent()).outcome());
        }
    }

    @Test
    void letsTheCallerOfAnEndlessLoopGoAtOnce() throws Exception {
        var cancellation = new Cancellation();
        try (ExecutorService other = Executors.newCachedThreadPool()) {
            FunctionName loop = new FunctionName(Optional.empty(), "loop-forever");
            Future<CallOutcome> call = other.submit(() -> 
                    tools.call(loop, List.of(), HASTY, () -> cancellation).outcome());
            Thread.sleep(100);
            cancellation.cancel();
            assertEquals(new Cancelled(), call.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void ceasesToWaitForAPlaceWhenItsCallerLosesInterest() throws Exception {
        var cancellation = new Cancellation();
        try (PreparedComponent narrow = prepared(runtime(1)); ExecutorService other = Executors.newCachedThreadPool()) {
            FunctionName sleep = new FunctionName(Optional.empty(), "sleep");
            var first = new Cancellation();
            other.submit(() -> narrow.call(sleep, List.of(new WitValue.U64(50_000)), PATIENT, () -> first));
            Thread.sleep(300);
            Future<CallOutcome> second = other.submit(() -> {
                CallOutcome outcome =
                        narrow.call(sleep, List.of(new WitValue.U64(1)), PATIENT, () -> cancellation).outcome();
                assertFalse(Thread.interrupted(), "the interrupt is not left behind");
                return outcome;
            });
            Thread.sleep(100);
            cancellation.cancel();
            assertEquals(new Cancelled(), second.get(10, TimeUnit.SECONDS));
            first.cancel();
        }
    }

    /// Stands for an open file or a connection.
    private record Counted(AtomicInteger closed) implements HostContext.HostPart {
        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    @Test
    void closesWhatTheHostHasOpenHoweverACallEnds() {
        var closed = new AtomicInteger();
        var runtime = new SandboxedRuntime(engine, Wasi.interfaces(),
                (grant, _) -> Wasi.open(HostContext.empty(), grant, (_, _) -> {}).with(Counted.class, new Counted(closed)),
                1);
        try (PreparedComponent other = prepared(runtime)) {
            other.call(new FunctionName(Optional.empty(), "count"), List.of(), PATIENT, Caller.silent());
            other.call(new FunctionName(Optional.empty(), "crash"), List.of(), PATIENT, Caller.silent());
            other.call(new FunctionName(Optional.empty(), "loop-forever"), List.of(), HASTY, Caller.silent());
            // Its turn is after the others.
            other.call(new FunctionName(Optional.empty(), "count"), List.of(), PATIENT, Caller.silent());
        }
        assertEquals(4, closed.get());
    }

    @Test
    void takesNoCallAfterItWasClosed() {
        tools.close();
        assertThrows(IllegalStateException.class, () -> call(PATIENT, "count"));
    }

    @Test
    void letsARunningCallEndAfterItWasClosed() throws Exception {
        try (ExecutorService other = Executors.newCachedThreadPool()) {
            Future<CallOutcome> running = other.submit(() -> call(PATIENT, "sleep", new WitValue.U64(1_000)));
            Thread.sleep(300);
            tools.close();
            assertEquals(new Returned(Optional.empty()), running.get());
        }
    }

    @Test
    void refusesWhatIsNoComponent() {
        Refused refused = assertInstanceOf(Refused.class, runtime(1).prepare(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
        assertTrue(refused.reason().contains("at byte 0"), refused.reason());
    }
}
