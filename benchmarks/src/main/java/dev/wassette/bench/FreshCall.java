package dev.wassette.bench;

import dev.wassette.application.port.out.ComponentRuntime.Prepared;
import dev.wassette.application.port.out.ComponentRuntime.PreparedComponent;
import dev.wassette.application.port.out.ComponentRuntime.Refused;
import dev.wassette.application.port.out.ComponentRuntime.Returned;
import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.host.HostContext;
import dev.wassette.domain.Caller;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.wit.FunctionName;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.sandbox.SandboxedRuntime;
import dev.wassette.wasi.Wasi;
import java.util.List;
import java.util.Optional;
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

/// A tool call as the sandbox makes it, into a JavaScript component: a fresh store, a fresh instance on a thread of its
/// own, the call, and the end of all that. Every answer is looked at. Needs the examples to be built.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class FreshCall {
    private static final FunctionName TIME = function("local:time-server/time", "get-current-time");
    private static final FunctionName FIND = function("local:order-desk/desk", "find");
    private static final FunctionName PRICE = function("local:order-desk/desk", "price");

    @Param({"wasmtime-library", "wasmtime-bundled", "chicory"})
    public String engine;

    private CoreEngine opened;
    private PreparedComponent timeServer;
    private PreparedComponent orderDesk;
    private List<WitValue> order;

    @Setup
    public void open() throws Exception {
        opened = Workbench.engine(engine);
        SandboxedRuntime sandbox = new SandboxedRuntime(opened, Wasi.interfaces(),
                (grant, _) -> Wasi.open(HostContext.empty(), grant, (_, _) -> {}), 1);
        timeServer = prepare(sandbox, "time-server-js");
        orderDesk = prepare(sandbox, "order-desk-js");
        WitValue line = new WitValue.Record(List.of(new WitValue.Str("MUG-3-Y"), new WitValue.U32(4)));
        WitValue express = new WitValue.Variant(2, Optional.of(new WitValue.U8(9)));
        order = List.of(new WitValue.Record(List.of(new WitValue.ListOf(List.of(line)), express,
                WitValue.Option.some(new WitValue.Str("teatime")))));
    }

    @TearDown(Level.Trial)
    public void close() {
        timeServer.close();
        orderDesk.close();
        opened.close();
    }

    @Benchmark
    public Object time() {
        return call(timeServer, TIME, List.of());
    }

    @Benchmark
    public Object find() {
        return call(orderDesk, FIND, List.of(new WitValue.Str("MUG-3-Y")));
    }

    @Benchmark
    public Object price() {
        return call(orderDesk, PRICE, order);
    }

    private static PreparedComponent prepare(SandboxedRuntime sandbox, String example) throws Exception {
        return switch (sandbox.prepare(Workbench.example(example))) {
            case Prepared(PreparedComponent component) -> component;
            case Refused(String reason) -> throw new IllegalStateException(reason);
        };
    }

    private static WitValue call(PreparedComponent component, FunctionName function, List<WitValue> arguments) {
        if (component.call(function, arguments, Grant.nothing(), Caller.silent()).outcome()
                instanceof Returned(Optional<WitValue> value)) {
            return value.orElseThrow();
        }
        throw new IllegalStateException(function + " did not return");
    }

    private static FunctionName function(String interfaceName, String function) {
        return new FunctionName(Optional.of(interfaceName), function);
    }
}
