package dev.wassette.bench;

import dev.wassette.component.Component;
import dev.wassette.component.ComponentInstance;
import dev.wassette.component.LinkedComponent;
import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.engine.CoreStore;
import dev.wassette.component.host.HostContext;
import dev.wassette.component.testkit.ComponentFixtures;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.wit.FunctionName;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.sandbox.SandboxedRuntime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
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

/// One value into a guest (`lower`) or out of it (`lift`), in an instance that stays. The guest does nothing with it, so
/// [#nothing] is what a call costs without a value, and [#copy] what the bytes of the value cost at least.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class LiftLower {
    private static final int KILO = 1 << 10;
    private static final int MEGA = 1 << 20;
    private static final int ELEMENTS = 10_000;
    private static final FunctionName NOTHING = function("nothing");

    @State(Scope.Thread)
    public static class Guest {
        @Param({"wasmtime-library", "wasmtime-bundled", "chicory"})
        public String engine;

        private CoreEngine opened;
        private LinkedComponent linked;
        private CoreStore store;
        private ComponentInstance instance;

        @Setup
        public void open() throws Exception {
            opened = Workbench.engine(engine);
            linked = Component.parse(ComponentFixtures.read("pass")).link(opened, List.of());
            store = opened.newStore(SandboxedRuntime.limitsOf(Grant.nothing()));
            instance = linked.instantiate(store, HostContext.empty());
        }

        @TearDown(Level.Trial)
        public void close() {
            instance.close();
            store.close();
            linked.close();
            opened.close();
        }
    }

    /// A value that the guest has.
    @State(Scope.Thread)
    public static class Value {
        @Param({"string-1k", "string-1m", "utf16-1m", "bytes-1m", "numbers-10k", "records-10k", "deep-10k"})
        public String value;

        private Guest guest;
        private WitValue made;
        private List<WitValue> arguments;
        private FunctionName take;
        private FunctionName give;
        private byte[] bytes;

        @Setup
        public void make(Guest guest) {
            this.guest = guest;
            made = switch (value) {
                case "string-1k" -> new WitValue.Str("text with 16 ch ".repeat(KILO / 16));
                case "string-1m" -> new WitValue.Str("text with 16 ch ".repeat(MEGA / 16));
                case "utf16-1m" -> new WitValue.Str("text with 16 ch ".repeat(MEGA / 32));
                case "bytes-1m" -> new WitValue.Bytes(new byte[MEGA]);
                case "numbers-10k" -> list(WitValue.F64::new);
                case "records-10k" -> list(LiftLower::item);
                case "deep-10k" -> list(LiftLower::deep);
                default -> throw new IllegalArgumentException(value);
            };
            String kind = value.substring(0, value.indexOf('-'));
            take = function("take-" + kind);
            give = function("give-" + kind);
            arguments = List.of(made);
            bytes = new byte[bytesOf(kind)];
            guest.instance.call(take, arguments);
            if (!guest.instance.call(give, List.of()).equals(Optional.of(made))) {
                throw new IllegalStateException(value + " does not come back");
            }
        }

        /// How many bytes of guest memory the value takes.
        private int bytesOf(String kind) {
            return switch (kind) {
                case "string" -> ((WitValue.Str) made).value().length();
                case "numbers" -> 8 * ELEMENTS;
                case "records" -> (32 + 8) * ELEMENTS;
                case "deep" -> 48 * ELEMENTS;
                default -> MEGA;
            };
        }
    }

    @Benchmark
    public Object nothing(Guest guest) {
        return guest.instance.call(NOTHING, List.of());
    }

    @Benchmark
    public Object lower(Value value) {
        return value.guest.instance.call(value.take, value.arguments);
    }

    @Benchmark
    public Object lift(Value value) {
        return value.guest.instance.call(value.give, List.of());
    }

    @Benchmark
    public Object copy(Value value) {
        return Arrays.copyOf(value.bytes, value.bytes.length);
    }

    private static FunctionName function(String name) {
        return new FunctionName(Optional.empty(), name);
    }

    private static WitValue list(IntFunction<WitValue> element) {
        return new WitValue.ListOf(IntStream.range(0, ELEMENTS).mapToObj(element).toList());
    }

    private static WitValue item(int i) {
        return new WitValue.Record(List.of(new WitValue.U32(i), new WitValue.Str("item " + i % 1000),
                new WitValue.F64(i / 100.0), new WitValue.Enum(i % 3), new WitValue.Bool(i % 2 == 0)));
    }

    private static WitValue deep(int i) {
        WitValue a = i % 2 == 0 ? new WitValue.Variant(1, Optional.of(new WitValue.U32(i)))
                : new WitValue.Variant(2, Optional.of(new WitValue.Str("text")));
        return WitValue.Option.some(more(more(a)));
    }

    private static WitValue more(WitValue inner) {
        return new WitValue.Variant(1, Optional.of(WitValue.Option.some(WitValue.Result.ok(inner))));
    }
}
