package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.wassette.application.port.out.ComponentRuntime.CallOutcome;
import dev.wassette.application.port.out.ComponentRuntime.Prepared;
import dev.wassette.application.port.out.ComponentRuntime.PreparedComponent;
import dev.wassette.application.port.out.ComponentRuntime.Returned;
import dev.wassette.application.port.out.ComponentRuntime.Trapped;
import dev.wassette.component.engine.CodeCache;
import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.host.HostContext;
import dev.wassette.domain.Caller;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.wit.FunctionName;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.sandbox.SandboxedRuntime;
import dev.wassette.storage.filesystem.DirectoryCodeCache;
import dev.wassette.wasi.Wasi;
import dev.wassette.wasi.http.WasiHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/// A program of the folder `guests`, in the sandbox on one engine with the real host. What it prints is kept.
final class GuestProgram implements AutoCloseable {
    static final Path FOLDER = Path.of("src", "test", "guests");
    /// Compiling takes long; until `mvn clean` it happens once.
    private static final Path CACHE = Path.of("target", "code-cache");

    private final CoreEngine engine;
    private final PreparedComponent component;
    private final List<String> printed = Collections.synchronizedList(new ArrayList<>());

    /// Loads the program; ends the test when it has not been built.
    ///
    /// @param name of its folder
    GuestProgram(String name, String engineName) throws Exception {
        this(FOLDER, Path.of("build", name + ".wasm"), "WASSETTE_GUESTS", engineName);
    }

    /// {@return an example, which is treated in the same way}
    static GuestProgram example(String name, String engineName) throws Exception {
        return new GuestProgram(Path.of("..", "examples"), Path.of(name, "build", name + ".wasm"), "WASSETTE_EXAMPLES",
                engineName);
    }

    private GuestProgram(Path folder, Path file, String variable, String engineName) throws Exception {
        byte[] bytes = bytes(folder, file, variable);
        CodeCache cache = DirectoryCodeCache.open(CACHE.resolve("code"), CACHE.resolve("key"), _ -> {});
        engine = TestEngines.open(engineName, cache, SandboxedRuntime.limitsOf(Grant.nothing()));
        var interfaces = Stream.of(Wasi.interfaces(), WasiHttp.interfaces()).flatMap(List::stream).toList();
        var runtime = new SandboxedRuntime(engine, interfaces, this::world, 4);
        component = switch (runtime.prepare(bytes)) {
            case Prepared prepared -> prepared.component();
            case Object refused -> fail(file + ": " + refused);
        };
    }

    private HostContext world(Grant grant, Caller caller) {
        HostContext wasi = Wasi.open(HostContext.empty(), grant, (channel, line) -> printed.add(channel + " " + line));
        return new WasiHttp(GuestProgram::trusted).open(wasi, grant);
    }

    private static SSLContext trusted() {
        throw new AssertionError("no program speaks TLS");
    }

    /// {@return the file of a program; ends the test when it has not been built}
    static Path requireBuilt(String name) throws IOException {
        Path file = Path.of("build", name + ".wasm");
        bytes(FOLDER, file, "WASSETTE_GUESTS");
        return FOLDER.resolve(file).toAbsolutePath();
    }

    private static byte[] bytes(Path folder, Path file, String variable) throws IOException {
        Path built = folder.resolve(file);
        if (Files.exists(built)) {
            return Files.readAllBytes(built);
        }
        String how = file + " is not built; see the README.md in " + folder.toAbsolutePath().normalize();
        return "required".equals(System.getenv(variable)) ? fail(how) : abort(how);
    }

    /// {@return how a call in a fresh instance ended}
    CallOutcome outcome(Grant grant, String function, WitValue... arguments) {
        printed.clear();
        return component.call(new FunctionName(Optional.empty(), function), List.of(arguments), grant, Caller.silent())
                .outcome();
    }

    /// {@return what a call with no permissions returned}
    WitValue call(String function, WitValue... arguments) {
        return call(Grant.nothing(), function, arguments);
    }

    /// {@return what a call returned}
    WitValue call(Grant grant, String function, WitValue... arguments) {
        CallOutcome outcome = outcome(grant, function, arguments);
        return assertInstanceOf(Returned.class, outcome, outcome::toString).value().orElseThrow();
    }

    /// {@return the string that a call with no permissions returned}
    String text(String function, WitValue... arguments) {
        return ((WitValue.Str) call(function, arguments)).value();
    }

    /// Calls a function that returns nothing, with no permissions.
    void run(String function, WitValue... arguments) {
        assertEquals(new Returned(Optional.empty()), outcome(Grant.nothing(), function, arguments));
    }

    /// {@return the message of the trap that ended a call with no permissions}
    String trap(String function, WitValue... arguments) {
        CallOutcome outcome = outcome(Grant.nothing(), function, arguments);
        return assertInstanceOf(Trapped.class, outcome, outcome::toString).message();
    }

    /// {@return what the last call printed: lines that begin with the stream}
    List<String> printed() {
        return List.copyOf(printed);
    }

    @Override
    public void close() {
        component.close();
        engine.close();
    }
}
