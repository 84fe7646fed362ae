package dev.wassette.component.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.component.Component;
import dev.wassette.component.ComponentInstance;
import dev.wassette.component.InvalidComponent;
import dev.wassette.component.LinkedComponent;
import dev.wassette.component.UnlinkableComponent;
import dev.wassette.component.engine.CodeCache;
import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.engine.CoreEngineProvider;
import dev.wassette.component.engine.CoreLimits;
import dev.wassette.component.engine.CoreStore;
import dev.wassette.component.engine.EngineOptions;
import dev.wassette.component.engine.Trap;
import dev.wassette.component.host.GuestExit;
import dev.wassette.component.host.HostContext;
import dev.wassette.component.host.HostFunction;
import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.wit.FunctionName;
import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.Signature;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitType.Primitive;
import dev.wassette.domain.wit.WitValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What components do on every core engine. An engine's own tests extend this class.
public abstract class ComponentContract {
    private static final CoreLimits LIMITS = new CoreLimits(64 << 20, 10_000);
    private static final ResourceType.Host THING = new ResourceType.Host("test:host/things", "thing");

    private CoreEngine engine;
    /// What the host saw and did, one line each.
    private final List<String> log = new ArrayList<>();
    private Runnable afterDrop = () -> {};

    /// For an engine's own tests.
    protected ComponentContract() {}

    /// {@return the engine under test}
    protected abstract CoreEngineProvider provider();

    @BeforeEach
    void openEngine() throws Exception {
        engine = provider().open(new EngineOptions(CodeCache.none(), LIMITS));
    }

    @AfterEach
    void closeEngine() {
        engine.close();
    }

    record Echo(String function, WitValue value) {}

    static List<Echo> echoes() {
        return List.of(
                new Echo("bool", new WitValue.Bool(true)),
                new Echo("s8", new WitValue.S8((byte) -128)),
                new Echo("u16", new WitValue.U16(65_535)),
                new Echo("s32", new WitValue.S32(Integer.MIN_VALUE)),
                new Echo("u64", new WitValue.U64(-1)),
                new Echo("f32", new WitValue.F32(-0.0f)),
                new Echo("f64", new WitValue.F64(Double.NaN)),
                new Echo("char", new WitValue.Char(0x10FFFF)),
                new Echo("utf8", new WitValue.Str("")),
                new Echo("utf8", new WitValue.Str("naïve 😀")),
                new Echo("utf16", new WitValue.Str("naïve 😀")),
                new Echo("latin1", new WitValue.Str("naïve")),
                new Echo("latin1", new WitValue.Str("naïve 😀")),
                new Echo("utf8", new WitValue.Str("long ".repeat(100_000))),
                new Echo("bytes", new WitValue.Bytes(new byte[1_000_000])),
                new Echo("numbers", new WitValue.ListOf(
                        IntStream.range(0, 5_000).mapToObj(i -> (WitValue) new WitValue.F64(i))
                                .toList())));
    }

    @ParameterizedTest
    @MethodSource("echoes")
    void valuesComeBack(Echo echo) throws Exception {
        WitValue result = withInstance("echo", List.of(), instance -> instance
                .call(world(echo.function()), List.of(echo.value())).orElseThrow());

        assertEquals(echo.value(), result);
    }

    @Test
    void compoundValuesPassThroughMemory() throws Exception {
        WitValue shape = new WitValue.Variant(3, Optional.of(new WitValue.Str("blob")));
        WitValue everything = new WitValue.Record(List.of(
                new WitValue.U8(7), new WitValue.Str("name"), new WitValue.U64(1L << 63),
                new WitValue.ListOf(List.of(new WitValue.Str("a"), new WitValue.Str("b"))),
                new WitValue.ListOf(List.of(shape, new WitValue.Variant(0, Optional.empty()),
                        new WitValue.Variant(1, Optional.of(new WitValue.F32(1.5f))))),
                new WitValue.Enum(2), new WitValue.Flags(0b101),
                WitValue.Option.some(new WitValue.Tuple(List.of(new WitValue.U8(1), new WitValue.U32(2)))),
                WitValue.Result.error(new WitValue.Char('!')), new WitValue.Bytes(new byte[] {1, 2, 3}),
                new WitValue.ListOf(List.of(new WitValue.ListOf(List.of(new WitValue.S16((short) -1)))))));

        assertEquals(Optional.of(everything), withInstance("echo", List.of(),
                instance -> instance.call(world("everything-in-memory"), List.of(everything))));
    }

    @Test
    void functionsAreListedInTheOrderOfTheExports() throws Exception {
        List<String> names = Component.parse(ComponentFixtures.read("host")).functions().stream()
                .map(function -> function.name().toString()).toList();

        assertEquals(List.of("test:guest/api@1.0.0#use", "test:guest/api@1.0.0#give", "test:guest/api@1.0.0#keep",
                "test:guest/api@1.0.0#drop-twice", "test:guest/api@1.0.0#act", "test:guest/api@1.0.0#count",
                "test:guest/api@1.0.0#trap", "nothing"), names);
        assertEquals(List.of("test:host/things@0.2.5"), Component.parse(ComponentFixtures.read("host")).imports());
    }

    @Test
    void resourcesOfTheHostAreUsedAndDropped() throws Exception {
        Optional<WitValue> name = withInstance("host", List.of(things(_ -> Optional.empty())),
                instance -> instance.call(api("use"), List.of()));

        assertEquals(Optional.of(new WitValue.Str("name of a thing")), name);
        assertEquals(List.of("new a thing", "drop a thing"), log);
    }

    @Test
    void resourcesOfTheHostGoBackToTheHost() throws Exception {
        withInstance("host", List.of(things(_ -> Optional.empty())), instance -> instance.call(api("give"), List.of()));

        assertEquals(List.of("new a thing", "take a thing"), log);
    }

    @Test
    void whatIsLeftIsDroppedWhenTheInstanceCloses() throws Exception {
        withInstance("host", List.of(things(_ -> Optional.empty())), instance -> {
            instance.call(api("keep"), List.of());
            assertEquals(List.of("new a thing"), log);
            return null;
        });

        assertEquals(List.of("new a thing", "drop a thing"), log);
    }

    @Test
    void aGuestMayNotDropWhenTheHostTraps() throws Exception {
        afterDrop = ComponentContract::tooEarly;

        Trap trap = assertThrows(Trap.class, () -> withInstance("host", List.of(things(_ -> Optional.empty())),
                instance -> instance.call(api("use"), List.of())));
        assertEquals("too early", trap.getMessage());
    }

    @Test
    void nobodyIsToBlameForWhatTheEndOfAnInstanceDrops() throws Exception {
        afterDrop = ComponentContract::tooEarly;

        withInstance("host", List.of(things(_ -> Optional.empty())), instance -> instance.call(api("keep"), List.of()));
        assertEquals(List.of("new a thing", "drop a thing"), log);
    }

    @Test
    void handlesAreNotUsedAfterTheirEnd() throws Exception {
        Trap trap = assertThrows(Trap.class, () -> withInstance("host", List.of(things(_ -> Optional.empty())),
                instance -> instance.call(api("drop-twice"), List.of())));

        assertEquals("unknown handle index 1", trap.getMessage());
        assertEquals(List.of("new a thing", "drop a thing"), log);
    }

    @Test
    void whatAHostFunctionThrowsComesOut() throws Exception {
        for (RuntimeException thrown : List.of(new GuestExit(3), new Trap(Trap.Kind.HOST, "no"),
                new IllegalStateException("our fault"))) {
            withInstance("host", List.of(things(_ -> {
                throw thrown;
            })), instance -> {
                assertSame(thrown, assertThrows(RuntimeException.class,
                        () -> instance.call(api("act"), List.of(new WitValue.U32(1)))));
                Trap second = assertThrows(Trap.class, () -> instance.call(api("count"), List.of()));
                assertEquals("cannot enter component instance", second.getMessage());
                return null;
            });
        }
    }

    @Test
    void anInstanceIsNotEnteredAfterATrap() throws Exception {
        withInstance("host", List.of(things(_ -> Optional.empty())), instance -> {
            assertEquals(Trap.Kind.UNREACHABLE,
                    assertThrows(Trap.class, () -> instance.call(api("trap"), List.of())).kind());
            assertThrows(Trap.class, () -> instance.call(world("nothing"), List.of()));
            return null;
        });
    }

    @Test
    void aHostFunctionCannotEnterItsCaller() throws Exception {
        CompletableFuture<ComponentInstance> self = new CompletableFuture<>();
        withInstance("host", List.of(things(_ -> {
            self.join().call(world("nothing"), List.of());
            return Optional.empty();
        })), instance -> {
            self.complete(instance);
            assertThrows(Trap.class, () -> instance.call(api("act"), List.of(new WitValue.U32(1))));
            return null;
        });
    }

    @Test
    void instancesShareNothing() throws Exception {
        try (LinkedComponent linked =
                Component.parse(ComponentFixtures.read("host")).link(engine, List.of(things(_ -> Optional.empty())))) {
            for (int i = 0; i < 3; i++) {
                Guests.run(() -> {
                    try (CoreStore store = engine.newStore(LIMITS);
                            ComponentInstance instance = linked.instantiate(store, HostContext.empty())) {
                        assertEquals(Optional.of(new WitValue.U32(1)), instance.call(api("count"), List.of()));
                        assertEquals(Optional.of(new WitValue.U32(2)), instance.call(api("count"), List.of()));
                    }
                });
            }
        }
    }

    @Test
    void callsAreCheckedForNameAndNumberOfArguments() throws Exception {
        withInstance("host", List.of(things(_ -> Optional.empty())), instance -> {
            assertThrows(IllegalArgumentException.class, () -> instance.call(world("use"), List.of()));
            assertThrows(IllegalArgumentException.class, () -> instance.call(api("act"), List.of()));
            assertEquals(Optional.of(new WitValue.U32(1)), instance.call(api("count"), List.of()));
            return null;
        });
    }

    @Test
    void resourcesPassFromComponentToComponent() throws Exception {
        withInstance("resource", List.of(), instance -> {
            assertEquals(Optional.of(new WitValue.U32(5)),
                    instance.call(world("use"), List.of(new WitValue.U32(5))));
            assertEquals(Optional.of(new WitValue.U32(5)), instance.call(store("destroyed"), List.of()));

            WitValue item = instance.call(store("[constructor]item"), List.of(new WitValue.U32(9))).orElseThrow();
            ResourceType type = assertInstanceOf(WitValue.Handle.class, item).resource();
            assertEquals("item", assertInstanceOf(ResourceType.Guest.class, type).name());
            assertEquals(Optional.of(new WitValue.U32(9)),
                    instance.call(store("[method]item.rep"), List.of(item)));
            return null;
        });
    }

    @Test
    void importsOfTypesAloneNeedNoHost() throws Exception {
        List<WitValue> seen = new ArrayList<>();
        withInstance("imports", List.of(things(arguments -> {
            seen.addAll(arguments);
            return Optional.empty();
        })), instance -> instance.call(world("act"), List.of(new WitValue.U32(4))));

        assertEquals(List.of(new WitValue.U32(4)), seen);
    }

    @Test
    void instancesShowWhatTheyAreExportedAs() throws Exception {
        List<String> names = Component.parse(ComponentFixtures.read("imports")).functions().stream()
                .map(function -> function.name().toString()).toList();

        assertEquals(List.of("act", "test:guest/narrow#act"), names);
    }

    @Test
    void whatTheHostLacksIsNamed() throws Exception {
        assertTrue(unlinkable(List.of()).contains("imports the interface test:host/things@0.2.5"));
        assertTrue(unlinkable(List.of(HostInterface.named("test:host/things", "0.3.0"::equals).build()))
                .contains("not in that version"));
        assertTrue(unlinkable(List.of(HostInterface.named("test:host/things", _ -> true).build()))
                .contains("the resource 'thing' of the interface test:host/things@0.2.5"));
        String wrongType = unlinkable(List.of(builder(_ -> Optional.empty(), Primitive.S32).build()));
        assertTrue(wrongType.contains("'act'") && wrongType.contains("func(what: u32)")
                && wrongType.contains("func(what: s32)"), wrongType);
    }

    @Test
    void coreModulesAreValidated() throws Exception {
        InvalidComponent invalid = assertThrows(InvalidComponent.class,
                () -> Component.parse(ComponentFixtures.read("invalid-module")).link(engine, List.of()).close());

        assertTrue(invalid.offset() > 0, invalid.getMessage());
    }

    private String unlinkable(List<HostInterface> host) throws Exception {
        UnlinkableComponent refused = assertThrows(UnlinkableComponent.class,
                () -> Component.parse(ComponentFixtures.read("host")).link(engine, host).close());
        assertFalse(refused.getMessage().contains("Optional"), refused.getMessage());
        return refused.getMessage();
    }

    private interface Use<T> {
        T of(ComponentInstance instance) throws Exception;
    }

    private <T> T withInstance(String component, List<HostInterface> host, Use<T> use) throws Exception {
        try (LinkedComponent linked = Component.parse(ComponentFixtures.read(component)).link(engine, host)) {
            return Guests.call(() -> {
                try (CoreStore store = engine.newStore(LIMITS);
                        ComponentInstance instance = linked.instantiate(store, HostContext.empty())) {
                    return use.of(instance);
                }
            });
        }
    }

    private interface Act {
        Optional<WitValue> on(List<WitValue> arguments);
    }

    private HostInterface things(Act act) {
        return builder(act, Primitive.U32).build();
    }

    private HostInterface.Builder builder(Act act, WitType what) {
        HostFunction construct = call -> {
            String name = ((WitValue.Str) call.arguments().getFirst()).value();
            log.add("new " + name);
            return Optional.of(new WitValue.Handle(THING, name));
        };
        HostFunction name = call -> Optional.of(new WitValue.Str("name of " + thing(call.arguments().getFirst())));
        HostFunction take = call -> {
            log.add("take " + thing(call.arguments().getFirst()));
            return Optional.empty();
        };
        return HostInterface.named("test:host/things", version -> version.startsWith("0.2."))
                .resource("thing", (_, thing) -> {
                    log.add("drop " + thing);
                    afterDrop.run();
                })
                .function("[constructor]thing", parameter("name", Primitive.STRING),
                        Optional.of(new WitType.Own(THING)), construct)
                .function("[method]thing.name", parameter("self", new WitType.Borrow(THING)),
                        Optional.of(Primitive.STRING), name)
                .function("take", parameter("thing", new WitType.Own(THING)), Optional.empty(), take)
                .function("act", parameter("what", what), Optional.empty(), call -> act.on(call.arguments()));
    }

    private static List<Signature.Parameter> parameter(String name, WitType type) {
        return List.of(new Signature.Parameter(name, type));
    }

    private static void tooEarly() {
        throw new Trap(Trap.Kind.HOST, "too early");
    }

    private static Object thing(WitValue handle) {
        return ((WitValue.Handle) handle).representation();
    }

    private static FunctionName world(String function) {
        return new FunctionName(Optional.empty(), function);
    }

    private static FunctionName api(String function) {
        return new FunctionName(Optional.of("test:guest/api@1.0.0"), function);
    }

    private static FunctionName store(String function) {
        return new FunctionName(Optional.of("test:items/store"), function);
    }
}
