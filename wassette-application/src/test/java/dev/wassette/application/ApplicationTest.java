package dev.wassette.application;

import static dev.wassette.application.FakeRuntime.function;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.json.MalformedJson;
import dev.wassette.application.port.in.CallTool;
import dev.wassette.application.port.in.CallTool.Failed;
import dev.wassette.application.port.in.CallTool.Reason;
import dev.wassette.application.port.in.CallTool.Returned;
import dev.wassette.application.port.in.ListComponents.Summary;
import dev.wassette.application.port.in.LoadComponent.Loaded;
import dev.wassette.application.port.in.LoadComponent.NotLoaded;
import dev.wassette.application.port.in.SearchComponents.Published;
import dev.wassette.application.port.in.ToolDescription;
import dev.wassette.application.port.in.UnloadComponent.NotFound;
import dev.wassette.application.port.in.UnloadComponent.Unloaded;
import dev.wassette.application.port.out.ComponentRuntime;
import dev.wassette.application.port.out.ComponentRuntime.CallOutcome;
import dev.wassette.application.port.out.ComponentRuntime.ExportedFunction;
import dev.wassette.domain.Caller;
import dev.wassette.domain.ComponentId;
import java.util.OptionalLong;
import dev.wassette.domain.Provenance;
import dev.wassette.domain.Digest;
import dev.wassette.domain.ToolName;
import dev.wassette.domain.wit.FunctionName;
import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.Signature;
import dev.wassette.domain.wit.Signature.Parameter;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitType.Primitive;
import dev.wassette.domain.wit.WitValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The use cases together. The out-ports are test doubles here; the real ones are tested where all of it is wired.
class ApplicationTest {
    private static final Signature GREET = new Signature(
            List.of(new Parameter("name", Primitive.STRING)), Optional.of(Primitive.STRING));
    private static final ExportedFunction GREETING = function("greet", GREET);
    private static final JsonObject ADA = JsonObject.empty().with("name", new JsonString("Ada"));

    private final FakeRuntime runtime = new FakeRuntime();
    private final Application application = new Application(runtime, List.of(runtime), new FakePolicies().ports(), FakeTrust.nobody());

    private static FakeRuntime.Body greets(String greeting) {
        return arguments -> new ComponentRuntime.Returned(
                Optional.of(new WitValue.Str(greeting + " " + ((WitValue.Str) arguments.getFirst()).value())));
    }

    private Loaded load(String reference) {
        return assertInstanceOf(Loaded.class, application.loadComponent().load(reference));
    }

    private String refused(String reference) {
        return assertInstanceOf(NotLoaded.class, application.loadComponent().load(reference)).reason();
    }

    private CallTool.Outcome call(String tool) {
        return application.callTool().call(tool, ADA, Caller.silent());
    }

    private static CallTool.Outcome text(String text) {
        return new Returned(JsonObject.empty().with("result", new JsonString(text)), false);
    }

    private List<String> toolNames() {
        return application.listTools().tools().stream().map(tool -> tool.name().value()).toList();
    }

    @Test
    void aLoadedComponentOffersItsFunctions() throws MalformedJson {
        runtime.component("fake://hello", List.of(GREETING, function("a:b/time-zone@1.0.0", "get-name", GREET)),
                greets("Hello"));
        assertEquals(
                new Loaded(new ComponentId("hello"), false,
                        List.of(new ToolName("greet"), new ToolName("a_b_time_zone_1_0_0_get_name")), List.of()),
                application.loadComponent().load("fake://hello"));
        assertEquals(text("Hello Ada"), call("greet"));
        assertEquals(text("Hello Ada"), call("a_b_time_zone_1_0_0_get_name"));
        assertEquals(text("Hello Ada"), call("a_b_time-zone_1_0_0_get-name"));
        assertEquals(List.of("greet", "a_b_time_zone_1_0_0_get_name"), toolNames());

        var greet = new ToolDescription(new ToolName("greet"), "Auto-generated schema for function 'greet'",
                json("{'type':'object','properties':{'name':{'type':'string'}},'required':['name']}"),
                Optional.of(json("{'type':'object','properties':{'result':{'type':'string'}},'required':['result']}")));
        assertEquals(greet, application.listTools().tools().getFirst());
        var origin = new Provenance(Optional.of("fake://hello"), Optional.empty(), OptionalLong.of(1_800_000_000), Optional.empty(),
                false);
        assertEquals(List.of(new Summary(new ComponentId("hello"), application.listTools().tools(), Optional.empty(),
                Optional.of(Digest.of("fake://hello".getBytes())), origin)), application.listComponents().components());
    }

    private static JsonObject json(String text) throws MalformedJson {
        return (JsonObject) JsonText.parse(text.replace('\'', '"'));
    }

    @Test
    void toolsAreSortedByComponentAndKeepTheOrderOfTheExports() {
        runtime.component("fake://b", List.of(function("z", GREET), function("a", GREET)), greets("b"));
        runtime.component("fake://a", List.of(function("m", GREET)), greets("a"));
        load("fake://b");
        load("fake://a");
        assertEquals(List.of("m", "z", "a"), toolNames());
    }

    @Test
    void descriptionsComeFromTheComponent() {
        byte[] docs = "\0{\"worlds\":{\"w\":{\"func_exports\":{\"greet\":\"Greets.\\n\\nAlways.\"}}}}".getBytes();
        runtime.component("fake://hello", List.of(GREETING), Optional.of(docs), greets("Hello"));
        assertEquals(List.of(), load("fake://hello").warnings());
        assertEquals("Greets.\n\nAlways.", application.listTools().tools().getFirst().description());
    }

    @Test
    void documentationThatCannotBeReadIsNoReasonToRefuse() {
        runtime.component("fake://hello", List.of(GREETING), Optional.of("\1{".getBytes()), greets("Hello"));
        assertEquals(List.of("The descriptions of the tools are generated, because the section 'package-docs' cannot "
                + "be read: expected a member name instead of the end at character 1."), load("fake://hello").warnings());
    }

    @Test
    void functionsWithHandlesAreNotOffered() {
        var handle = new WitType.Own(new ResourceType.Guest(0, "counter"));
        runtime.component("fake://hello", List.of(GREETING, function("a:b/c", "[constructor]counter",
                new Signature(List.of(), Optional.of(handle)))), greets("Hello"));
        Loaded loaded = load("fake://hello");
        assertEquals(List.of(new ToolName("greet")), loaded.tools());
        assertEquals(List.of("Function 'a:b/c#[constructor]counter' is not offered as a tool: it takes or returns a "
                + "handle of the resource \"counter\", which has no meaning outside one call."), loaded.warnings());
    }

    @Test
    void aComponentWithoutToolsIsLoadedWithAWarning() {
        runtime.component("fake://empty", List.of(), greets(""));
        assertEquals(List.of("The component has no function that can be a tool."), load("fake://empty").warnings());
    }

    @Test
    void toolsAndWarningsAreBounded() {
        List<ExportedFunction> many =
                IntStream.range(0, 3_000).mapToObj(i -> function("f" + i, GREET)).toList();
        runtime.component("fake://many", many, greets(""));
        Loaded loaded = load("fake://many");
        assertEquals(2_000, loaded.tools().size());
        assertEquals(21, loaded.warnings().size());
        assertEquals("And 980 warnings more.", loaded.warnings().getLast());
    }

    @Test
    void aToolOfTwoComponentsIsCalledByTheNameOfItsComponent() {
        runtime.component("fake://b.x", List.of(GREETING), greets("b"));
        runtime.component("fake://a", List.of(GREETING), greets("a"));
        assertEquals(List.of(), load("fake://b.x").warnings());
        Loaded second = load("fake://a");
        assertEquals(List.of("a_greet"), second.tools().stream().map(ToolName::value).toList());
        assertEquals(List.of("Tool 'greet' is in several components. Call them a_greet and b_x_greet."),
                second.warnings());
        assertEquals(List.of("a_greet", "b_x_greet"), toolNames());
        assertEquals(text("a Ada"), call("a_greet"));
        assertEquals(text("b Ada"), call("b_x_greet"));
        assertEquals(
                new Failed(Reason.AMBIGUOUS_TOOL, "Failed to find component for tool 'greet': Multiple components "
                        + "found for tool 'greet': a, b.x. Call a_greet or b_x_greet."),
                call("greet"));

        application.unloadComponent().unload("b.x");
        assertEquals(List.of("greet"), toolNames());
        assertEquals(text("a Ada"), call("greet"));
        assertEquals(text("a Ada"), call("a_greet"));
    }

    @Test
    void aToolWithTheNameOfABuiltInOneIsCalledByTheNameOfItsComponent() {
        runtime.component("fake://sly", List.of(function("grant-network-permission", GREET), GREETING), greets("sly"));
        Loaded loaded = load("fake://sly");
        assertEquals(List.of("Tool 'grant-network-permission' has the name of a built-in tool. Call it "
                + "sly_grant-network-permission."), loaded.warnings());
        assertEquals(List.of("sly_grant-network-permission", "greet"), toolNames());
        assertEquals(toolNames(), loaded.tools().stream().map(ToolName::value).toList());
        assertEquals(text("sly Ada"), call("sly_grant-network-permission"));
        assertEquals(application.listTools().tools(), application.listComponents().components().getFirst().tools());
    }

    @Test
    void publishedComponentsAreFoundByWords() {
        List<Published> all = application.searchComponents().search(Optional.empty());
        assertEquals(11, all.size());
        assertTrue(all.stream().allMatch(each -> each.uri().matches("oci://ghcr\\.io/microsoft/[a-z-]+:latest")), all::toString);
        assertEquals(List.of(), found("no such thing"), "no is part of now");
        assertEquals(all, application.searchComponents().search(Optional.of(" , ")));
        assertEquals(List.of("Time Server"), found("TIME"));
        assertEquals(List.of("Brave Search"), found("Brave"));
        assertEquals(List.of("Fetch", "Brave Search"), found("fetch a web-page").subList(0, 2));
        assertEquals(List.of(), found("x".repeat(10_000_000)));
    }

    private List<String> found(String query) {
        return application.searchComponents().search(Optional.of(query)).stream().map(Published::name).toList();
    }

    @Test
    void namesOfComponentsDoNotMakeNewConflicts() {
        runtime.component("fake://a", List.of(function("b-c", GREET), function("c", GREET)), greets("a"));
        runtime.component("fake://a-b", List.of(function("c", GREET)), greets("a-b"));
        runtime.component("fake://x", List.of(function("a-c", GREET), function("a_c", GREET)), greets("x"));
        List.of("fake://a", "fake://a-b", "fake://x").forEach(this::load);
        List<String> names = toolNames();
        assertEquals(5, Set.copyOf(names).size());
        assertTrue(names.containsAll(List.of("b-c", "a-b_c")), names::toString);
        names.forEach(name -> assertInstanceOf(Returned.class, call(name)));
    }

    @Test
    void aListedNameGoesBeforeAnAlias() {
        runtime.component("fake://alias", List.of(function("a-b:c/d", "e", GREET)), greets("alias"));
        load("fake://alias");
        assertEquals(text("alias Ada"), call("a-b_c_d_e"));
        runtime.component("fake://world", List.of(function("a-b_c_d_e", GREET)), greets("world"));
        load("fake://world");
        assertEquals(text("world Ada"), call("a-b_c_d_e"));
    }

    @Test
    void ofTwoFunctionsWithOneAliasTheFirstHasIt() {
        runtime.component("fake://x", List.of(function("a:b/c-d", "e", GREET), function("a-b:c/d", "e", GREET),
                function("a:b/c-d", "E", GREET)), greets("x"));
        assertEquals(3, load("fake://x").tools().size());
        assertEquals(text("x Ada"), call("a_b_c-d_e"));
    }

    @Test
    void aReloadReplaces() {
        runtime.component("fake://hello/1", List.of(GREETING), greets("Hello"));
        runtime.component("fake://hello/2", List.of(GREETING, function("more", GREET)), greets("Howdy"));
        load("fake://hello/1");
        assertTrue(load("fake://hello/2").replaced());
        assertEquals(text("Howdy Ada"), call("greet"));
        assertEquals(List.of("greet", "more"), toolNames());
        assertEquals(1, runtime.open.get());
    }

    @Test
    void aFailedReloadKeepsWhatWasThere() {
        runtime.component("fake://hello/1", List.of(GREETING), greets("Hello"));
        runtime.preparing("fake://hello/2", _ -> new ComponentRuntime.Refused("at byte 8: not a component."));
        runtime.preparing("fake://hello/3", _ -> {
            throw new IllegalStateException("a bug");
        });
        load("fake://hello/1");
        assertEquals("Failed to load component: fake://hello/2. Error: at byte 8: not a component.",
                refused("fake://hello/2"));
        assertEquals("Failed to load component: fake://hello/4. Error: there is no such component.",
                refused("fake://hello/4"));
        assertTrue(refused("fake://hello/3").contains("Internal error, not the component's fault"));
        assertEquals(text("Hello Ada"), call("greet"));
        assertEquals(1, runtime.open.get());
    }

    @Test
    void aComponentThatCannotBeNamedIsClosed() {
        runtime.component("fake://bug", List.of(new ExportedFunction(
                new FunctionName(Optional.empty(), ""), GREET)), greets(""));
        assertTrue(refused("fake://bug").contains("Internal error"));
        assertEquals(0, runtime.open.get());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            invalid://x  | Unsupported URI scheme 'invalid'. Use 'file://' or 'oci://'
            https://x/y  | Unsupported URI scheme 'https'. Use 'file://' or 'oci://'
            oci://x/y:z  | No loader for 'oci://' is installed. Use a path or 'file://'
            what-is-this | Cannot tell what 'what-is-this' is. Use a path, 'file://' or 'oci://'
            """)
    void referencesThatNoSourceKnowsAreRefused(String reference, String message) {
        assertEquals(message, refused(reference));
    }

    @Test
    void unloadingForgetsTheTools() {
        runtime.component("fake://hello", List.of(GREETING), greets("Hello"));
        load("fake://hello");
        assertEquals(new Unloaded(new ComponentId("hello")), application.unloadComponent().unload("hello"));
        assertEquals(new NotFound("hello"), application.unloadComponent().unload("hello"));
        assertEquals(new NotFound("../etc"), application.unloadComponent().unload("../etc"));
        assertEquals(0, runtime.open.get());
        assertEquals(List.of(), toolNames());
        assertEquals(new Failed(Reason.UNKNOWN_TOOL, "Failed to find component for tool 'greet': Tool not found. Load "
                + "its component first, or use a name from the list of tools."), call("greet"));
    }

    static Stream<Arguments> outcomes() {
        return Stream.of(
                arguments(new ComponentRuntime.Trapped("unreachable executed."), Reason.TRAPPED,
                        "Tool 'greet' failed: unreachable executed."),
                arguments(new ComponentRuntime.TimedOut(), Reason.TIMED_OUT,
                        "Tool 'greet' was stopped after 60.0 s, the time a call may take "
                                + "(permissions.resources.limits.wall_time in its policy)."),
                arguments(new ComponentRuntime.Exited(3), Reason.EXITED,
                        "Tool 'greet' ended with exit status 3 before it had a result."),
                arguments(new ComponentRuntime.Cancelled(), Reason.CANCELLED,
                        "Tool 'greet' was stopped, because the call was cancelled."),
                arguments(new ComponentRuntime.Busy(), Reason.BUSY,
                        "Tool 'greet' was not started: for 60.0 s too many calls were running. Try again later. "
                                + "Of one component 8 calls run at once (permissions.resources.limits.concurrent_calls in "
                                + "its policy)."),
                arguments(new ComponentRuntime.OutOfProcessorTime(), Reason.OUT_OF_PROCESSOR_TIME,
                        "Tool 'greet' was stopped after computing for 30.0 s, the processor time a call may take "
                                + "(permissions.resources.limits.cpu_time in its policy)."),
                arguments(new ComponentRuntime.Returned(Optional.of(new WitValue.Str("x".repeat(20 << 20)))),
                        Reason.RESULT_TOO_LARGE, "Tool 'greet' ran, but the result is longer than 16777216 characters "
                                + "of JSON. Ask it for less at once, or raise the limit "
                                + "(permissions.resources.limits.result_size in its policy)."),
                arguments(new ComponentRuntime.Returned(Optional.empty()), Reason.INTERNAL,
                        "Internal error, not the component's fault: java.lang.IllegalStateException: the result does "
                                + "not fit the signature. The log has the details."));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void everyEndOfACallHasItsSentence(CallOutcome outcome, Reason reason, String message) {
        runtime.component("fake://hello", List.of(GREETING), _ -> outcome);
        load("fake://hello");
        assertEquals(new Failed(reason, message), call("greet"));
    }

    @Test
    void badArgumentsNeverReachTheComponent() {
        runtime.component("fake://hello", List.of(GREETING), _ -> {
            throw new IllegalStateException("called");
        });
        load("fake://hello");
        assertEquals(
                new Failed(Reason.BAD_ARGUMENTS,
                        "Bad arguments for tool 'greet': $.name: missing, expected a string"),
                application.callTool().call("greet", JsonObject.empty(), Caller.silent()));
    }

    @Test
    void aRunningCallKeepsItsComponentUntilItEnds() throws Exception {
        var started = new CountDownLatch(1);
        var finish = new CountDownLatch(1);
        runtime.component("fake://hello", List.of(GREETING), arguments -> {
            started.countDown();
            await(finish);
            return greets("late").call(arguments);
        });
        load("fake://hello");
        var running = CompletableFuture.supplyAsync(() -> call("greet"));
        await(started);
        application.unloadComponent().unload("hello");
        assertEquals(1, runtime.open.get());
        finish.countDown();
        assertEquals(text("late Ada"), running.get(10, TimeUnit.SECONDS));
        assertEquals(0, runtime.open.get());
        assertEquals(0, runtime.misuses.get());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// One id is reloaded and unloaded without end while calls go on. No call is lost to a reload, none meets a closed
    /// component, and in the end everything is closed.
    @Test
    void callsLoadsAndUnloadsOfOneIdAtTheSameTime() throws Exception {
        runtime.component("fake://steady", List.of(function("steady", GREET)), greets("steady"));
        for (int version = 0; version < 3; version++) {
            runtime.component("fake://hot/" + version, List.of(GREETING), greets("v" + version));
            runtime.component("fake://steady/" + version, List.of(function("steady", GREET)), greets("steady"));
        }
        load("fake://steady");
        try (var threads = Executors.newFixedThreadPool(6)) {
            List<Future<?>> all = List.of(
                    threads.submit(() -> repeat(i -> load("fake://hot/" + i % 3))),
                    threads.submit(() -> repeat(i -> load("fake://steady/" + i % 3))),
                    threads.submit(() -> repeat(_ -> application.unloadComponent().unload("hot"))),
                    threads.submit(() -> repeat(_ -> assertGreetingOrUnknown(call("greet")))),
                    threads.submit(() -> repeat(_ -> assertGreetingOrUnknown(call("greet")))),
                    threads.submit(() -> repeat(_ -> assertEquals(text("steady Ada"), call("steady")))));
            for (Future<?> each : all) {
                each.get(60, TimeUnit.SECONDS);
            }
        }
        assertEquals(0, runtime.misuses.get());
        application.close();
        assertEquals(0, runtime.open.get());
    }

    private static void repeat(IntConsumer action) {
        IntStream.range(0, 5_000).forEach(action);
    }

    private static void assertGreetingOrUnknown(CallTool.Outcome outcome) {
        boolean expected = outcome instanceof Returned
                || outcome instanceof Failed failed && failed.reason() == Reason.UNKNOWN_TOOL;
        assertTrue(expected, outcome::toString);
    }
}
