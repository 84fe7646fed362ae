package dev.wassette.bench;

import dev.wassette.application.port.out.ComponentRuntime.Prepared;
import dev.wassette.application.port.out.ComponentRuntime.PreparedComponent;
import dev.wassette.application.port.out.ComponentRuntime.Refused;
import dev.wassette.application.port.out.ComponentRuntime.Returned;
import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.host.HostContext;
import dev.wassette.domain.Caller;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.policy.NetworkGrant;
import dev.wassette.domain.policy.NetworkPermission;
import dev.wassette.domain.policy.ResourceLimits;
import dev.wassette.domain.wit.FunctionName;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.sandbox.SandboxedRuntime;
import dev.wassette.wasi.Wasi;
import dev.wassette.wasi.http.WasiHttp;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// 100 MB over HTTP from a server in the same process: counted by a JavaScript component piece by piece, and by plain
/// Java. Prints how much heap was in use at most after each iteration. Needs the examples to be built.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
public class HttpBody {
    private static final FunctionName SIZE = new FunctionName(Optional.of("local:fetch/web"), "size");
    private static final long BYTES = 100_000_000;

    @Param({"wasmtime-library", "wasmtime-bundled", "chicory"})
    public String engine;

    private ServerSocket server;
    private CoreEngine opened;
    private PreparedComponent fetch;
    private Grant grant;

    @Setup
    public void open() throws Exception {
        server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        Thread.ofPlatform().daemon().start(this::serve);
        grant = Grant.nothing()
                .with(new NetworkGrant(List.of(new NetworkPermission.Host("127.0.0.1")), List.of()))
                .with(ResourceLimits.defaults().withResponseBodyBytes(BYTES).withTime(Duration.ofMinutes(5))
                        .withCpuTime(Duration.ofMinutes(5)));
        opened = Workbench.engine(engine);
        var http = new WasiHttp(() -> {
            throw new IllegalStateException("nothing here speaks TLS");
        });
        var sandbox = new SandboxedRuntime(opened,
                Stream.of(Wasi.interfaces(), WasiHttp.interfaces()).flatMap(List::stream).toList(),
                (given, _) -> http.open(Wasi.open(HostContext.empty(), given, (_, _) -> {}), given), 1);
        fetch = switch (sandbox.prepare(Workbench.example("fetch-js"))) {
            case Prepared(PreparedComponent component) -> component;
            case Refused(String reason) -> throw new IllegalStateException(reason);
        };
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        fetch.close();
        opened.close();
        server.close();
    }

    @Setup(Level.Iteration)
    public void forgetPeak() {
        System.gc();
        heap().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    @TearDown(Level.Iteration)
    public void printPeak() {
        System.out.printf("heap at most %d MB: ", heap().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20);
    }

    private static Stream<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP);
    }

    @Benchmark
    public long guest() {
        WitValue url = new WitValue.Str("http://127.0.0.1:" + server.getLocalPort());
        var outcome = fetch.call(SIZE, List.of(url), grant, Caller.silent()).outcome();
        if (outcome instanceof Returned(Optional<WitValue> value)
                && value.orElseThrow() instanceof WitValue.Result result && result.isOk()) {
            return checked(((WitValue.U64) result.payload().orElseThrow()).bits());
        }
        throw new IllegalStateException(outcome.toString());
    }

    @Benchmark
    public long plainJava() throws IOException {
        byte[] buffer = new byte[64 << 10];
        long size = 0;
        try (InputStream in = URI.create("http://127.0.0.1:" + server.getLocalPort()).toURL().openStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
            }
        }
        return checked(size);
    }

    private static long checked(long size) {
        if (size != BYTES) {
            throw new IllegalStateException("only " + size + " bytes came");
        }
        return size;
    }

    private void serve() {
        byte[] piece = new byte[100_000];
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                int sent = socket.getInputStream().read(new byte[4096]); // the request is small and comes at once
                OutputStream out = socket.getOutputStream();
                out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + BYTES + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                for (long left = BYTES; left > 0 && sent > 0; left -= piece.length) {
                    out.write(piece);
                }
            } catch (IOException e) {
                // the client has gone, or the server is closed
            }
        }
    }
}
