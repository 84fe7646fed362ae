package dev.wassette.bench;

import dev.wassette.component.Component;
import dev.wassette.component.engine.CoreEngine;
import dev.wassette.wasi.Wasi;
import java.util.concurrent.TimeUnit;
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

/// What it takes to make a JavaScript component of 12 MB ready: decoding, validation and planning, then linking with code
/// from the cache. Needs the examples to be built.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Load {

    /// Engines differ in linking only.
    @State(Scope.Benchmark)
    public static class Engine {
        @Param({"wasmtime-library", "wasmtime-bundled", "chicory"})
        public String engine;

        private CoreEngine opened;
        private Component parsed;

        @Setup
        public void open() throws Exception {
            opened = Workbench.engine(engine);
            parsed = Component.parse(Workbench.example("time-server-js"));
        }

        @TearDown(Level.Trial)
        public void close() {
            opened.close();
        }
    }

    private byte[] bytes;

    @Setup
    public void read() throws Exception {
        bytes = Workbench.example("time-server-js");
    }

    @Benchmark
    public Object parse() throws Exception {
        return Component.parse(bytes);
    }

    @Benchmark
    public void linkWarm(Engine engine) throws Exception {
        engine.parsed.link(engine.opened, Wasi.interfaces()).close();
    }
}
