package dev.wassette.bench;

import dev.wassette.application.port.out.ComponentRuntime.Prepared;
import dev.wassette.application.port.out.ComponentRuntime.PreparedComponent;
import dev.wassette.application.port.out.ComponentRuntime.Refused;
import dev.wassette.application.port.out.ComponentRuntime.Returned;
import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.host.HostContext;
import dev.wassette.domain.Caller;
import dev.wassette.domain.policy.Access;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.policy.StorageGrant;
import dev.wassette.domain.policy.StorageRule;
import dev.wassette.domain.wit.FunctionName;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.sandbox.SandboxedRuntime;
import dev.wassette.wasi.Wasi;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

/// Files read by a guest in C through its C library, in pieces of 64 KiB, and the same in plain Java: one of 100 MB, and
/// 1,000 of 1 KB in one directory. Each byte is added up. Needs the guest programs of the tests to be built.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ReadFiles {
    private static final int LARGE = 100_000_000;

    /// Engines differ, plain Java does not.
    @State(Scope.Benchmark)
    public static class Guest {
        @Param({"wasmtime-library", "wasmtime-bundled", "chicory"})
        public String engine;

        private CoreEngine opened;
        private PreparedComponent files;

        @Setup
        public void open() throws Exception {
            opened = Workbench.engine(engine);
            SandboxedRuntime sandbox = new SandboxedRuntime(opened, Wasi.interfaces(),
                    (grant, _) -> Wasi.open(HostContext.empty(), grant, (_, _) -> {}), 1);
            files = switch (sandbox.prepare(Workbench.guest("files"))) {
                case Prepared(PreparedComponent component) -> component;
                case Refused(String reason) -> throw new IllegalStateException(reason);
            };
        }

        @TearDown(Level.Trial)
        public void close() {
            files.close();
            opened.close();
        }

        private long call(String function, String path, Grant grant) {
            var name = new FunctionName(Optional.empty(), function);
            if (files.call(name, List.of(new WitValue.Str(path)), grant, Caller.silent()).outcome()
                    instanceof Returned(var value)) {
                return ((WitValue.U64) value.orElseThrow()).bits();
            }
            throw new IllegalStateException(function + " did not return");
        }
    }

    private Path folder;
    private Grant grant;

    @Setup
    public void write() throws IOException {
        folder = Files.createTempDirectory("read-files").toRealPath();
        byte[] large = new byte[LARGE];
        Arrays.fill(large, (byte) 1);
        Files.write(folder.resolve("large"), large);
        Files.createDirectory(folder.resolve("small"));
        for (int i = 0; i < 1000; i++) {
            Files.write(folder.resolve("small/" + i), Arrays.copyOf(large, 1000));
        }
        StorageRule all = new StorageRule(folder + "/**", "/files/**", Set.of(Access.READ));
        grant = Grant.nothing().with(new StorageGrant(List.of(all), List.of()));
    }

    @TearDown
    public void delete() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    @Benchmark
    public long largeInGuest(Guest guest) {
        return checked(guest.call("sum", "/files/large", grant), LARGE);
    }

    @Benchmark
    public long smallInGuest(Guest guest) {
        return checked(guest.call("sum-all", "/files/small", grant), 1_000_000);
    }

    @Benchmark
    public long largeInJava() throws IOException {
        return checked(sum(folder.resolve("large")), LARGE);
    }

    @Benchmark
    public long smallInJava() throws IOException {
        long sum = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder.resolve("small"))) {
            for (Path each : all) {
                sum += sum(each);
            }
        }
        return checked(sum, 1_000_000);
    }

    private static long sum(Path file) throws IOException {
        byte[] some = new byte[1 << 16];
        long sum = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int length = in.read(some); length > 0; length = in.read(some)) {
                for (int i = 0; i < length; i++) {
                    sum += some[i] & 0xff;
                }
            }
        }
        return sum;
    }

    private static long checked(long sum, long expected) {
        if (sum != expected) {
            throw new IllegalStateException("the sum is " + sum + " and not " + expected);
        }
        return sum;
    }
}
