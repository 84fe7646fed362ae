package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.wassette.application.port.out.ComponentRuntime.CallOutcome;
import dev.wassette.application.port.out.ComponentRuntime.Prepared;
import dev.wassette.application.port.out.ComponentRuntime.PreparedComponent;
import dev.wassette.component.engine.CodeCache;
import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.host.Denial;
import dev.wassette.component.host.Denials;
import dev.wassette.component.host.HostContext;
import dev.wassette.domain.Caller;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.wit.FunctionName;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.sandbox.SandboxedRuntime;
import dev.wassette.storage.filesystem.DirectoryCodeCache;
import dev.wassette.wasi.Wasi;
import dev.wassette.wasi.http.WasiHttp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/// A built example in the sandbox, on one engine, with the real host and a grant for each call.
final class BuiltExample implements AutoCloseable {
    /// Compiling takes long; until `mvn clean` it happens once.
    private static final Path CACHE = Path.of("target", "code-cache");

    private final CoreEngine engine;
    private final PreparedComponent component;
    private final WasiHttp http = new WasiHttp(BuiltExample::trusted);
    private volatile Denials denials;

    /// Loads the example; ends the test when it has not been built.
    BuiltExample(String name, String engineName) throws Exception {
        byte[] bytes = Files.readAllBytes(requireBuilt(name));
        CodeCache cache = DirectoryCodeCache.open(CACHE.resolve("code"), CACHE.resolve("key"), _ -> {});
        engine = TestEngines.open(engineName, cache, SandboxedRuntime.limitsOf(Grant.nothing()));
        var runtime = new SandboxedRuntime(engine,
                Stream.of(Wasi.interfaces(), WasiHttp.interfaces()).flatMap(List::stream).toList(),
                (grant, _) -> world(grant), 1);
        component = assertInstanceOf(Prepared.class, runtime.prepare(bytes)).component();
    }

    /// {@return the file of an example; ends the test when it has not been built}
    static Path requireBuilt(String name) {
        Path built = Path.of("..", "examples", name, "build", name + ".wasm");
        if (Files.exists(built)) {
            return built;
        }
        String how = name + " is not built; in the folder examples: npm ci && npm run build";
        return "required".equals(System.getenv("WASSETTE_EXAMPLES")) ? fail(how) : abort(how);
    }

    private HostContext world(Grant grant) {
        HostContext context = http.open(Wasi.open(HostContext.empty(), grant, (_, _) -> {}), grant);
        denials = context.get(Denials.class);
        return context;
    }

    private static SSLContext trusted() {
        throw new AssertionError("nothing here speaks TLS");
    }

    /// @param function the name of a function, behind that of its interface and `#` where it is in one
    CallOutcome call(Grant grant, String function, WitValue... arguments) {
        int mark = function.indexOf('#');
        var name = mark < 0 ? new FunctionName(Optional.empty(), function)
                : new FunctionName(Optional.of(function.substring(0, mark)), function.substring(mark + 1));
        return component.call(name, List.of(arguments), grant, Caller.silent()).outcome();
    }

    /// {@return what the last call was denied}
    List<Denial> denials() {
        return denials.list();
    }

    @Override
    public void close() {
        component.close();
        engine.close();
    }
}
