package dev.wassette.bench;

import dev.wassette.application.port.out.ComponentRuntime.Prepared;
import dev.wassette.application.port.out.ComponentRuntime.PreparedComponent;
import dev.wassette.application.port.out.ComponentRuntime.Refused;
import dev.wassette.application.port.out.ComponentRuntime.Returned;
import dev.wassette.component.Component;
import dev.wassette.component.LinkedComponent;
import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.engine.CoreFunction;
import dev.wassette.component.engine.CoreFunctionType;
import dev.wassette.component.engine.CoreLimits;
import dev.wassette.component.engine.CoreModule;
import dev.wassette.component.engine.CoreStore;
import dev.wassette.component.engine.CoreType;
import dev.wassette.component.engine.HostFunctions;
import dev.wassette.component.host.HostContext;
import dev.wassette.domain.Caller;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.wit.FunctionName;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.sandbox.SandboxedRuntime;
import dev.wassette.wasi.Wasi;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// The engines side by side: what crossing into a guest and out of it costs, and whole calls of the reference component
/// in `guest/`, which needs to be built. Beside it: `wasmtime-own.py` with the same component.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class Engines {
    private static final int CROSSINGS = 1000;
    private static final CoreFunctionType NUMBER_TO_NUMBER =
            new CoreFunctionType(List.of(CoreType.I64), List.of(CoreType.I64));

    /// Imports `host.f`. Exports `nop`, which returns its argument, and `calls`, which calls `f` with its argument, then with
    /// what `f` returned, until that is 0.
    private static final byte[] CROSSING = HexFormat.of().parseHex("0061736d0100000001060160017e017e020a0104686f73740166"
            + "00000303020000070f02036e6f7000010563616c6c7300020a1902040020000b120003402000100022004200520d000b20000b");

    @Param({"wasmtime-library", "wasmtime-bundled", "chicory"})
    public String engine;

    private CoreEngine opened;
    private LinkedComponent linked;
    private CoreLimits limits;
    private PreparedComponent reference;
    private CoreModule crossing;
    private HostFunctions host;
    private CoreStore store;
    private CoreFunction nop;
    private CoreFunction calls;

    @Setup
    public void open() throws Exception {
        opened = Workbench.engine(engine);
        byte[] component = Workbench.reference();
        limits = SandboxedRuntime.limitsOf(Grant.nothing());
        linked = Component.parse(component).link(opened, Wasi.interfaces());
        SandboxedRuntime sandbox = new SandboxedRuntime(opened, Wasi.interfaces(), (grant, _) -> world(grant), 1);
        reference = switch (sandbox.prepare(component)) {
            case Prepared(PreparedComponent prepared) -> prepared;
            case Refused(String reason) -> throw new IllegalStateException(reason);
        };
        crossing = opened.compile(CROSSING);
        host = opened.prepareHostFunctions(List.of(NUMBER_TO_NUMBER));
        store = opened.newStore(limits);
        var f = store.bind(host, (_, values) -> values[0]--);
        var instance = store.instantiate(crossing, List.copyOf(f));
        nop = instance.function("nop");
        calls = instance.function("calls");
    }

    @TearDown(Level.Trial)
    public void close() {
        store.close();
        host.close();
        crossing.close();
        reference.close();
        linked.close();
        opened.close();
    }

    /// Java to guest and back.
    @Benchmark
    @OperationsPerInvocation(CROSSINGS)
    public long intoTheGuest() {
        long[] values = {7};
        for (int i = 0; i < CROSSINGS; i++) {
            nop.call(values);
        }
        return values[0];
    }

    /// Guest to Java and back.
    @Benchmark
    @OperationsPerInvocation(CROSSINGS)
    public long intoTheHost() {
        long[] values = {CROSSINGS};
        calls.call(values);
        return values[0];
    }

    /// A store, the host's state and an instance of the reference component, made and closed.
    @Benchmark
    public int freshInstance() {
        HostContext context = world(Grant.nothing());
        try (CoreStore fresh = opened.newStore(limits); var instance = linked.instantiate(fresh, context)) {
            return instance.hashCode();
        } finally {
            context.close();
        }
    }

    /// A whole tool call: thread, instance, call, end.
    @Benchmark
    public WitValue getCurrentTime() {
        return call("get-current-time", List.of());
    }

    /// A whole tool call that computes.
    @Benchmark
    public WitValue fib20() {
        return call("fib", List.of(new WitValue.U32(20)));
    }

    private WitValue call(String function, List<WitValue> arguments) {
        var name = new FunctionName(Optional.empty(), function);
        if (reference.call(name, arguments, Grant.nothing(), Caller.silent()).outcome()
                instanceof Returned(Optional<WitValue> value)) {
            return value.orElseThrow();
        }
        throw new IllegalStateException(function + " did not return");
    }

    private static HostContext world(Grant grant) {
        return Wasi.open(HostContext.empty(), grant, (_, _) -> {});
    }
}
