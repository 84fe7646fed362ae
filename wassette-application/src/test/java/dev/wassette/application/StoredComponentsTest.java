package dev.wassette.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.port.in.CallTool;
import dev.wassette.application.port.in.CallTool.Failed;
import dev.wassette.application.port.in.CallTool.Returned;
import dev.wassette.application.port.in.LoadComponent.Loaded;
import dev.wassette.application.port.in.LoadComponent.NotLoaded;
import dev.wassette.application.port.in.UnloadComponent.NotUnloaded;
import dev.wassette.application.port.in.UnloadComponent.Unloaded;
import dev.wassette.application.port.out.ComponentRuntime;
import dev.wassette.domain.Caller;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.wit.Signature;
import dev.wassette.domain.wit.WitType.Primitive;
import dev.wassette.domain.wit.WitValue;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is offered follows what is stored: at the start, and when somebody else changes it.
class StoredComponentsTest {
    private static final ComponentId HELLO = new ComponentId("hello");

    private final FakeRuntime runtime = new FakeRuntime();
    private final FakePolicies policies = new FakePolicies();
    private final FakeStore store = policies.components;
    private final AtomicInteger changes = new AtomicInteger();
    private Application server = start();

    private Application start() {
        var started = new Application(runtime, List.of(runtime), policies.ports(), FakeTrust.nobody());
        started.followComponents().onToolsChanged(changes::incrementAndGet);
        return started;
    }

    private void restart() {
        server.close();
        assertEquals(0, runtime.open.get());
        runtime.prepared.set(0);
        server = start();
    }

    @AfterEach
    void closesEachComponentOnce() {
        server.close();
        assertEquals(0, runtime.open.get());
        assertEquals(0, runtime.misuses.get());
    }

    /// @param tool the name of the one function of the component, which returns the reference that it came from
    private void exists(String reference, String tool) {
        runtime.component(reference, List.of(FakeRuntime.function(tool,
                new Signature(List.of(), Optional.of(Primitive.STRING)))),
                _ -> new ComponentRuntime.Returned(Optional.of(new WitValue.Str(reference))));
    }

    private void load(String reference) {
        assertInstanceOf(Loaded.class, server.loadComponent().load(reference));
    }

    private List<String> tools() {
        return server.listTools().tools().stream().map(tool -> tool.name().value()).toList();
    }

    private CallTool.Outcome call(String tool) {
        return server.callTool().call(tool, JsonObject.empty(), Caller.silent());
    }

    private String answer(String tool) {
        return assertInstanceOf(Returned.class, call(tool)).text();
    }

    private String failure(String tool) {
        return assertInstanceOf(Failed.class, call(tool)).message();
    }

    private void prepareAll() {
        server.followComponents().refresh();
        while (server.followComponents().prepareNext()) {
            assertTrue(runtime.prepared.get() < 100, "no end");
        }
    }

    @Test
    void theNextStartListsAtOnceAndPreparesAtTheFirstCall() {
        exists("fake://hello", "greet");
        load("fake://hello");
        var described = server.listTools().tools();
        restart();
        assertEquals(described, server.listTools().tools());
        assertEquals(0, runtime.prepared.get());
        assertEquals(0, store.reads.get());
        assertEquals("fake://hello", answer("greet"));
        assertEquals("fake://hello", answer("greet"));
        assertEquals(1, runtime.prepared.get());
        assertEquals(0, changes.get());
    }

    @Test
    void whatIsPreparedInTheBackgroundIsNotPreparedByACall() {
        exists("fake://hello", "greet");
        load("fake://hello");
        restart();
        prepareAll();
        assertEquals(1, runtime.prepared.get());
        assertEquals("fake://hello", answer("greet"));
        assertEquals(1, runtime.prepared.get());
        assertEquals(0, changes.get());
    }

    @Test
    void callsThatWaitForOneComponentPrepareItOnce() throws Exception {
        var calling = new CountDownLatch(1);
        exists("fake://hello", "greet");
        load("fake://hello");
        restart();
        runtime.delay = () -> waitFor(calling);
        List<CompletableFuture<String>> answers = IntStream.range(0, 8)
                .mapToObj(_ -> CompletableFuture.supplyAsync(() -> answer("greet"), Thread::startVirtualThread))
                .toList();
        calling.countDown();
        for (CompletableFuture<String> each : answers) {
            assertEquals("fake://hello", each.get(10, TimeUnit.SECONDS));
        }
        assertEquals(1, runtime.prepared.get());
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aComponentPutThereByHandIsListedAndCalled() {
        exists("fake://hello", "greet");
        store.put("hello", "fake://hello");
        assertEquals(List.of("greet"), tools());
        assertEquals("fake://hello", answer("greet"));
        assertEquals(List.of("greet"), store.known.get(HELLO).tools().stream().map(tool -> tool.name().value()).toList());
    }

    @Test
    void whatIsFoundOutOfAComponentPutThereByHandIsKept() {
        exists("fake://hello", "greet");
        store.put("hello", "fake://hello");
        assertEquals(List.of("greet"), tools());
        assertEquals(0, runtime.prepared.get());
        int reads = store.reads.get();
        restart();
        assertEquals(List.of("greet"), tools());
        assertEquals(reads, store.reads.get());
    }

    @Test
    void aCallSeesWhatHasJustBeenPutThere() {
        exists("fake://hello", "greet");
        assertEquals(List.of(), tools());
        store.put("hello", "fake://hello");
        assertEquals("fake://hello", answer("greet"));
        assertTrue(changes.get() > 0);
    }

    @Test
    void anotherProcessLoadsReloadsAndUnloads() {
        exists("fake://hello/1", "greet");
        exists("fake://hello/2", "welcome");
        assertEquals(List.of(), tools());
        try (var other = new Application(runtime, List.of(runtime), policies.ports(), FakeTrust.nobody())) {
            other.loadComponent().load("fake://hello/1");
            assertEquals(List.of("greet"), tools());
            assertEquals(1, changes.get());
            assertEquals("fake://hello/1", answer("greet"));
            other.loadComponent().load("fake://hello/2");
            assertEquals(List.of("welcome"), tools());
            assertEquals("fake://hello/2", answer("welcome"));
            assertEquals(2, changes.get());
            other.unloadComponent().unload("hello");
            assertTrue(failure("welcome").contains("Tool not found"));
            assertEquals(List.of(), tools());
            assertEquals(3, changes.get());
        }
    }

    @Test
    void aReplacedComponentServesUntilTheNewOneIsPrepared() {
        exists("fake://hello/1", "greet");
        exists("fake://hello/2", "welcome");
        load("fake://hello/1");
        store.put("hello", "fake://hello/2");
        assertEquals(List.of("greet"), tools());
        prepareAll();
        assertEquals(List.of("welcome"), tools());
        assertEquals(1, changes.get());
        assertEquals("fake://hello/2", answer("welcome"));
    }

    @Test
    void aCallSeesAReplacedComponentAtOnce() {
        exists("fake://hello/1", "greet");
        exists("fake://hello/2", "greet");
        load("fake://hello/1");
        store.put("hello", "fake://hello/2");
        assertEquals("fake://hello/2", answer("greet"));
    }

    @Test
    void aCallOfAToolThatOnlyTheReplacementHasFindsIt() {
        exists("fake://hello/1", "greet");
        exists("fake://hello/2", "welcome");
        load("fake://hello/1");
        store.put("hello", "fake://hello/2");
        assertEquals("fake://hello/2", answer("welcome"));
        assertTrue(failure("greet").contains("Tool not found"));
    }

    @Test
    void aDamagedReplacementChangesNothingAndIsLookedAtOnce() {
        exists("fake://hello/1", "greet");
        runtime.preparing("broken", _ -> new ComponentRuntime.Refused("at byte 8: not a component."));
        load("fake://hello/1");
        store.put("hello", "broken");
        assertEquals("fake://hello/1", answer("greet"));
        prepareAll();
        assertEquals("fake://hello/1", answer("greet"));
        assertEquals(2, runtime.prepared.get());
        assertEquals(List.of("greet"), tools());
        store.put("hello", "fake://hello/1");
        assertEquals("fake://hello/1", answer("greet"));
    }

    @Test
    void aDamagedComponentIsLeftOutAndAllOthersStart() {
        exists("fake://hello", "greet");
        runtime.preparing("broken", _ -> new ComponentRuntime.Refused("at byte 8: not a component."));
        runtime.preparing("bug", _ -> {
            throw new IllegalStateException("a bug");
        });
        store.put("a", "broken");
        store.put("b", "bug");
        store.put("hello", "fake://hello");
        assertEquals(List.of("greet"), tools());
        prepareAll();
        assertEquals("fake://hello", answer("greet"));
        assertEquals(new Unloaded(new ComponentId("a")), server.unloadComponent().unload("a"));
        assertFalse(store.components.containsKey(new ComponentId("a")));
    }

    @Test
    void whatIsKnownButCannotBePreparedDisappears() {
        exists("fake://hello", "greet");
        load("fake://hello");
        restart();
        runtime.preparing("fake://hello", _ -> new ComponentRuntime.Refused("no such import."));
        assertEquals(List.of("greet"), tools());
        assertTrue(failure("greet").endsWith("Its component cannot be used: no such import."), failure("greet"));
        assertEquals(List.of(), tools());
        assertEquals(1, changes.get());
        prepareAll();
        assertEquals(1, runtime.prepared.get());
    }

    @Test
    void whatCannotBeKeptIsNotOffered() {
        exists("fake://hello/1", "greet");
        exists("fake://hello/2", "welcome");
        load("fake://hello/1");
        store.broken = true;
        var refused = assertInstanceOf(NotLoaded.class, server.loadComponent().load("fake://hello/2"));
        assertEquals("Failed to load component: fake://hello/2. Error: the component cannot be kept: planted",
                refused.reason());
        assertEquals("fake://hello/1", answer("greet"));
        assertEquals(new NotUnloaded(HELLO, "Failed to unload component: planted"),
                server.unloadComponent().unload("hello"));
        assertEquals("fake://hello/1", answer("greet"));
        store.broken = false;
        assertEquals(List.of("greet"), tools());
    }

    @Test
    void aStoreThatCannotBeLookedAtIsNotAskedForEver() {
        exists("fake://hello", "greet");
        load("fake://hello");
        restart();
        assertEquals(List.of("greet"), tools());
        store.broken = true;
        prepareAll();
        assertFalse(server.followComponents().prepareNext());
        assertTrue(failure("greet").endsWith("Its component cannot be used: planted"), failure("greet"));
        store.broken = false;
        assertEquals("fake://hello", answer("greet"));
    }

    @Test
    void aReadOnlyStoreServesAndRefusesALoadBeforeAllWork() {
        exists("fake://hello/1", "greet");
        exists("fake://hello/2", "greet");
        store.put("hello", "fake://hello/1");
        store.obstacle = Optional.of("the folder is read-only");
        var refused = assertInstanceOf(NotLoaded.class, server.loadComponent().load("fake://hello/2"));
        assertEquals("Failed to load component: fake://hello/2. Error: the folder is read-only", refused.reason());
        assertEquals(0, runtime.prepared.get());
        assertEquals("fake://hello/1", answer("greet"));
    }

    @Test
    void touchingAComponentChangesNothing() {
        exists("fake://hello", "greet");
        load("fake://hello");
        store.put("hello", "fake://hello");
        assertEquals("fake://hello", answer("greet"));
        store.put("hello", "fake://hello");
        prepareAll();
        assertEquals(List.of("greet"), tools());
        assertEquals(1, runtime.prepared.get());
        assertEquals(0, changes.get());
    }
}
