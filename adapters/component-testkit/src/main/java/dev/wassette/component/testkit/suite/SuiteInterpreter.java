package dev.wassette.component.testkit.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import dev.wassette.component.Component;
import dev.wassette.component.ComponentException;
import dev.wassette.component.ComponentInstance;
import dev.wassette.component.ExportedFunction;
import dev.wassette.component.LinkedComponent;
import dev.wassette.component.MalformedComponent;
import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.engine.CoreLimits;
import dev.wassette.component.engine.CoreStore;
import dev.wassette.component.engine.Trap;
import dev.wassette.component.host.HostContext;
import dev.wassette.component.testkit.Guests;
import dev.wassette.domain.wit.FunctionName;
import dev.wassette.domain.wit.Signature;
import dev.wassette.domain.wit.WitValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Carries out the commands of one file: tables of definitions and instances by name, and a current instance.
final class SuiteInterpreter {
    private final CoreEngine engine;
    private final CoreLimits limits;
    private final Map<Optional<String>, Component> definitions = new HashMap<>();
    private final Map<String, Running> instances = new HashMap<>();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private Optional<Running> current = Optional.empty();

    private record Running(Component component, ComponentInstance instance) {

        Signature signature(FunctionName name) {
            return component.functions().stream().filter(function -> function.name().equals(name)).findFirst()
                    .map(ExportedFunction::signature)
                    .orElseThrow(() -> new AssertionError("there is no function " + name + " among "
                            + component.functions()));
        }
    }

    SuiteInterpreter(CoreEngine engine, CoreLimits limits) {
        this.engine = engine;
        this.limits = limits;
    }

    void run(SuiteCommand command) throws Exception {
        switch (command.type()) {
            case "component" -> instantiated(command, Component.parse(bytes(command)));
            case "component_definition" -> definitions.put(command.text("name"), Component.parse(bytes(command)));
            case "component_instance" -> instantiated(command, definition(command));
            case "action" -> invoke(command);
            case "assert_return" -> assertReturn(command);
            case "assert_trap" -> assertThrows(Trap.class, () -> invoke(command));
            case "assert_uninstantiable" -> {
                Component component = Component.parse(bytes(command));
                assertThrows(Trap.class, () -> instantiate(component));
            }
            case "assert_invalid" -> assertThrows(ComponentException.class, () -> link(Component.parse(bytes(command))));
            case "assert_malformed" -> assertThrows(MalformedComponent.class, () -> Component.parse(bytes(command)));
            default -> fail("no such command: " + command.type());
        }
    }

    /// Checks that a definition that needs other features is refused with a sentence, and not by an error of ours.
    static void refuse(SuiteCommand command) {
        assertThrows(ComponentException.class, () -> Component.parse(bytes(command)));
    }

    private static byte[] bytes(SuiteCommand command) {
        try {
            return Files.readAllBytes(command.binary().orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Component definition(SuiteCommand command) {
        Component definition = definitions.get(command.text("definition"));
        return definition != null ? definition : fail("the definition was refused: " + command.text("definition"));
    }

    private LinkedComponent link(Component component) throws ComponentException {
        LinkedComponent linked = component.link(engine, List.of());
        opened.push(linked);
        return linked;
    }

    private Running instantiate(Component component) throws Exception {
        LinkedComponent linked = link(component);
        CoreStore store = engine.newStore(limits);
        opened.push(store);
        ComponentInstance instance = Guests.call(() -> linked.instantiate(store, HostContext.empty()));
        opened.push(() -> Guests.run(instance::close));
        return new Running(component, instance);
    }

    private void instantiated(SuiteCommand command, Component component) throws Exception {
        current = Optional.empty();
        Running running = instantiate(component);
        current = Optional.of(running);
        command.text("name").ifPresent(name -> instances.put(name, running));
    }

    private Running target(JsonNode action) {
        JsonNode name = action.get("instance");
        Optional<Running> running = name == null || name.isNull() ? current
                : Optional.ofNullable(instances.get(name.stringValue()));
        return running.orElseGet(() -> fail("there is no instance: instantiating it failed"));
    }

    private Optional<WitValue> invoke(SuiteCommand command) throws Exception {
        JsonNode action = command.json().get("action");
        assertEquals("invoke", action.get("type").stringValue());
        Running running = target(action);
        FunctionName function = functionName(action);
        Signature signature = running.signature(function);
        JsonNode given = action.get("args");
        assertEquals(signature.parameters().size(), given.size(), "number of arguments");
        List<WitValue> arguments = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            arguments.add(SuiteValues.value(given.get(i), signature.parameters().get(i).type()));
        }
        return Guests.call(() -> running.instance().call(function, arguments));
    }

    private static FunctionName functionName(JsonNode action) {
        return new FunctionName(Optional.empty(), action.get("field").stringValue());
    }

    private void assertReturn(SuiteCommand command) throws Exception {
        JsonNode action = command.json().get("action");
        Signature signature = target(action).signature(functionName(action));
        JsonNode results = command.json().get("expected");
        Optional<WitValue> expected = results.isEmpty() ? Optional.empty()
                : Optional.of(SuiteValues.value(results.get(0), signature.result().orElseThrow()));
        assertEquals(expected, invoke(command));
    }

    /// Frees instances, stores and code, the last first.
    void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }
}
