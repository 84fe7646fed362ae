package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wassette.component.Component;
import dev.wassette.component.ComponentException;
import dev.wassette.component.ComponentInstance;
import dev.wassette.component.ExportedFunction;
import dev.wassette.component.LinkedComponent;
import dev.wassette.component.engine.CodeCache;
import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.engine.CoreLimits;
import dev.wassette.component.engine.CoreStore;
import dev.wassette.component.engine.Trap;
import dev.wassette.component.host.GuestExit;
import dev.wassette.component.host.HostContext;
import dev.wassette.component.host.HostInterface;
import dev.wassette.component.host.WitTypes;
import dev.wassette.component.testkit.ComponentFixtures;
import dev.wassette.component.testkit.Guests;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.WitType.Primitive;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.storage.filesystem.DirectoryCodeCache;
import dev.wassette.wasi.Wasi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every component does the same on every engine: for arguments drawn at random it returns the same values, traps for the
/// same reason, and calls the same host functions with the same arguments in the same order.
class EnginesAgreeTest {
    private static final CoreLimits LIMITS = new CoreLimits(256 << 20, 100_000);
    private static final int ROUNDS = 20;
    /// Functions that end at a deadline only, which comes at another moment each time.
    private static final Set<String> ENDLESS = Set.of("loop-forever", "sleep");
    private static final ResourceType.Host THING = new ResourceType.Host("test:host/things", "thing");
    private static final Path EXAMPLES = Path.of("..", "examples");
    /// Compiling a JavaScript engine to JVM bytecode takes long; until `mvn clean` it happens once.
    private static final Path CACHE = Path.of("target", "code-cache");

    private static final List<CoreEngine> ENGINES = new ArrayList<>();

    @BeforeAll
    static void openEngines() throws Exception {
        List<String> warnings = new ArrayList<>();
        CodeCache cache = DirectoryCodeCache.open(CACHE.resolve("code"), CACHE.resolve("key"), warnings::add);
        assertEquals(List.of(), warnings);
        for (String name : TestEngines.names()) {
            ENGINES.add(TestEngines.open(name, cache, LIMITS));
        }
    }

    @AfterAll
    static void closeEngines() {
        ENGINES.forEach(CoreEngine::close);
        ENGINES.clear();
    }

    static List<String> fixtures() {
        return ComponentFixtures.names();
    }

    static List<String> examples() throws Exception {
        try (var folders = Files.list(EXAMPLES)) {
            return folders.filter(folder -> Files.exists(folder.resolve("build.mjs")))
                    .map(folder -> folder.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void onFixtures(String name) throws Exception {
        compare(ComponentFixtures.read(name), ROUNDS);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void onExamples(String name) throws Exception {
        Path built = EXAMPLES.resolve(Path.of(name, "build", name + ".wasm"));
        assumeTrue(Files.exists(built), name + " has not been built (npm run build, in the folder examples)");
        compare(Files.readAllBytes(built), 2);
    }

    @Test
    void thereIsSomethingToAgreeOn() throws Exception {
        assertTrue(fixtures().containsAll(List.of("echo", "host", "pass", "resource")), fixtures()::toString);
        assertTrue(examples().contains("time-server-js"), examples()::toString);
    }

    private static void compare(byte[] bytes, int rounds) throws Exception {
        Tape first = Tape.recording();
        run(bytes, ENGINES.getFirst(), first, rounds);
        assertTrue(!first.events().isEmpty());
        for (CoreEngine engine : ENGINES.subList(1, ENGINES.size())) {
            Tape other = first.replay();
            run(bytes, engine, other, rounds);
            Iterator<Tape.Event> seen = other.events().iterator();
            for (Tape.Event event : first.events()) {
                assertEquals(event, seen.hasNext() ? seen.next() : null, engine::description);
            }
            assertEquals(first.events().size(), other.events().size(), engine::description);
        }
    }

    private static void run(byte[] bytes, CoreEngine engine, Tape tape, int rounds) throws Exception {
        List<HostInterface> host = Stream.concat(Stream.of(things()), Wasi.interfaces().stream())
                .map(tape::through).toList();
        try {
            Component component = Component.parse(bytes);
            List<ExportedFunction> functions = component.functions().stream()
                    .filter(function -> !ENDLESS.contains(function.name().function())).toList();
            try (LinkedComponent linked = component.link(engine, host)) {
                for (int seed = 0; seed < rounds; seed++) {
                    callEach(functions.iterator(), linked, engine, new RandomValues(seed), tape);
                }
            }
        } catch (ComponentException refused) {
            tape.add(new Tape.Ended(refused.getClass()));
        }
    }

    /// Calls each function once. One that traps ends its instance, so the next one gets a new one.
    private static void callEach(Iterator<ExportedFunction> functions, LinkedComponent linked, CoreEngine engine,
            RandomValues values, Tape tape) throws Exception {
        while (functions.hasNext()) {
            values.forgetHandles();
            Guests.run(() -> {
                HostContext context = Wasi.open(HostContext.empty(), Grant.nothing(), (_, _) -> {});
                try (CoreStore store = engine.newStore(LIMITS);
                        ComponentInstance instance = linked.instantiate(store, context)) {
                    boolean alive = true;
                    while (alive && functions.hasNext()) {
                        alive = call(functions.next(), instance, values, tape);
                    }
                }
            });
        }
    }

    private static boolean call(ExportedFunction function, ComponentInstance instance, RandomValues values, Tape tape) {
        try {
            List<WitValue> arguments = function.signature().parameters().stream()
                    .map(parameter -> values.value(parameter.type())).toList();
            tape.add(new Tape.Called(function.name(), arguments));
            Optional<WitValue> result = instance.call(function.name(), arguments);
            tape.add(new Tape.Ended(result));
            if (result.orElse(null) instanceof WitValue.Handle handle) {
                values.offer(handle);
            }
            return true;
        } catch (NoSuchElementException noResource) {
            return true;
        } catch (Trap trap) {
            tape.add(new Tape.Ended(trap.kind()));
            return false;
        } catch (GuestExit exit) {
            tape.add(new Tape.Ended(exit.status()));
            return false;
        }
    }

    /// The interface that the fixtures import.
    private static HostInterface things() {
        return HostInterface.named(THING.interfaceName(), HostInterface.patchesOf("0.2"))
                .resource(THING.name(), (_, _) -> {})
                .constructor(THING).param("name", Primitive.STRING).returns(WitTypes.own(THING))
                .body(call -> new WitValue.Handle(THING, call.string(0)))
                .method(THING, "name").returns(Primitive.STRING)
                .body(call -> new WitValue.Str(call.resource(0, String.class)))
                .func("take").param("thing", WitTypes.own(THING)).body(_ -> {})
                .func("act").param("what", Primitive.U32).body(_ -> {})
                .build();
    }
}
