package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wassette.application.port.out.ComponentRuntime.CallOutcome;
import dev.wassette.application.port.out.ComponentRuntime.Prepared;
import dev.wassette.application.port.out.ComponentRuntime.PreparedComponent;
import dev.wassette.application.port.out.ComponentRuntime.Returned;
import dev.wassette.component.engine.CodeCache;
import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.engine.EngineOptions;
import dev.wassette.component.host.Denials;
import dev.wassette.component.host.HostContext;
import dev.wassette.domain.Caller;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.policy.NetworkGrant;
import dev.wassette.domain.policy.NetworkPermission;
import dev.wassette.domain.wit.FunctionName;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.sandbox.SandboxedRuntime;
import dev.wassette.storage.filesystem.DirectoryCodeCache;
import dev.wassette.wasi.Wasi;
import dev.wassette.wasi.http.WasiHttp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// `fetch` of a JavaScript component, from the guest's interpreter to a server on loopback.
@ParameterizedClass
@MethodSource("dev.wassette.bootstrap.TestEngines#names")
class FetchTest {
    private static final Path COMPONENT = Path.of("..", "examples", "fetch-js", "build", "fetch-js.wasm");

    /// Compiling takes long; until `mvn clean` it happens once.
    private static final Path CACHE = Path.of("target", "code-cache");

    @Parameter
    private String engineName;

    private CoreEngine engine;
    private PreparedComponent component;
    private EchoServer server;
    private final List<Denials> denials = new ArrayList<>();

    @BeforeEach
    void prepare() throws Exception {
        assumeTrue(Files.exists(COMPONENT), "not built; in the folder examples: npm ci && npm run build");
        server = new EchoServer();
        CodeCache cache = DirectoryCodeCache.open(CACHE.resolve("code"), CACHE.resolve("key"), _ -> {});
        engine = new Engines(new EngineOptions(cache, SandboxedRuntime.limitsOf(Grant.nothing()),
                Optional.empty()), _ -> {}).open(engineName);
        var http = new WasiHttp(FetchTest::trusted);
        var runtime = new SandboxedRuntime(engine,
                Stream.of(Wasi.interfaces(), WasiHttp.interfaces()).flatMap(List::stream).toList(),
                (grant, _) -> opened(http, grant), 1);
        component = assertInstanceOf(Prepared.class, runtime.prepare(Files.readAllBytes(COMPONENT))).component();
    }

    private HostContext opened(WasiHttp http, Grant grant) {
        HostContext context = http.open(Wasi.open(HostContext.empty(), grant, (_, _) -> {}), grant);
        denials.add(context.get(Denials.class));
        return context;
    }

    private static SSLContext trusted() {
        throw new AssertionError("nothing here speaks TLS");
    }

    @AfterEach
    void close() {
        if (component != null) {
            component.close();
            engine.close();
            server.close();
        }
    }

    private Grant granted() {
        return Grant.nothing()
                .with(new NetworkGrant(List.of(new NetworkPermission.Host("http://" + server.authority())), List.of()));
    }

    private CallOutcome call(Grant grant, String function, String... arguments) {
        return component.call(new FunctionName(Optional.of("local:fetch/web"), function),
                Arrays.stream(arguments).<WitValue>map(WitValue.Str::new).toList(), grant, Caller.silent());
    }

    private static CallOutcome ok(String text) {
        return new Returned(Optional.of(WitValue.Result.ok(new WitValue.Str(text))));
    }

    private static CallOutcome error(String text) {
        return new Returned(Optional.of(WitValue.Result.error(new WitValue.Str(text))));
    }

    @Test
    void gets() {
        assertEquals(ok("GET /a?b=c HTTP/1.1 "),
                call(granted(), "fetch", "http://" + server.authority() + "/a?b=c"));
    }

    @Test
    void posts() {
        assertEquals(ok("POST / HTTP/1.1 {\"a\":1}"),
                call(granted(), "post", "http://" + server.authority(), "{\"a\":1}"));
    }

    @Test
    void seesTheStatus() {
        assertEquals(error("status 404: GET /missing HTTP/1.1 "),
                call(granted(), "fetch", "http://" + server.authority() + "/missing"));
    }

    @Test
    void isGivenARedirectAndDoesNotFollowIt() {
        assertEquals(error("status 302: GET /elsewhere HTTP/1.1 "),
                call(granted(), "fetch", "http://" + server.authority() + "/elsewhere"));
    }

    @Test
    void isRefusedWithoutAGrant() {
        int before = server.requests().size();
        CallOutcome outcome = call(Grant.nothing(), "fetch", "http://" + server.authority() + "/secret");
        assertTrue(outcome.toString().contains("no answer"), outcome.toString());
        assertEquals("http://" + server.authority(), denials.getLast().list().getFirst().target());
        assertEquals(before, server.requests().size());
    }
}
