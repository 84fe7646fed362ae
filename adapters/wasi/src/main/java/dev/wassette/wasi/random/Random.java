package dev.wassette.wasi.random;

import static dev.wassette.component.host.WitTypes.list;
import static dev.wassette.component.host.WitTypes.tuple;
import static dev.wassette.domain.wit.WitType.Primitive.U64;
import static dev.wassette.domain.wit.WitType.Primitive.U8;

import dev.wassette.component.engine.Trap;
import dev.wassette.component.host.HostCall;
import dev.wassette.component.host.HostContext;
import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.gate.RandomSource;
import dev.wassette.wasi.io.Wasi02;
import dev.wassette.wasi.limits.WasiLimits;
import java.util.List;

/// The package `wasi:random`. The functions called insecure give secure numbers too: a second generator would be one
/// more thing to get wrong.
public final class Random {
    private Random() {}

    public static List<HostInterface> interfaces() {
        return List.of(random(), insecure(), insecureSeed());
    }

    /// {@return the context with what one instance needs of this package}
    public static HostContext open(HostContext context, Grant grant) {
        return context.with(RandomSource.class, new RandomSource(grant));
    }

    private static HostInterface random() {
        return Wasi02.wasi02("wasi:random/random")
                .func("get-random-bytes").param("len", U64).returns(list(U8)).body(Random::bytes)
                .func("get-random-u64").returns(U64).body(Random::number)
                .build();
    }

    private static HostInterface insecure() {
        return Wasi02.wasi02("wasi:random/insecure")
                .func("get-insecure-random-bytes").param("len", U64).returns(list(U8)).body(Random::bytes)
                .func("get-insecure-random-u64").returns(U64).body(Random::number)
                .build();
    }

    private static HostInterface insecureSeed() {
        return Wasi02.wasi02("wasi:random/insecure-seed")
                .func("insecure-seed").returns(tuple(U64, U64))
                .body(call -> new WitValue.Tuple(List.of(number(call), number(call))))
                .build();
    }

    private static WitValue bytes(HostCall call) {
        long len = call.u64(0);
        if (Long.compareUnsigned(len, WasiLimits.MAX_RANDOM_BYTES) > 0) {
            throw new Trap(Trap.Kind.HOST, "the guest asks for " + Long.toUnsignedString(len)
                    + " random bytes at once; the limit is " + WasiLimits.MAX_RANDOM_BYTES);
        }
        return new WitValue.Bytes(call.part(RandomSource.class).bytes((int) len));
    }

    private static WitValue number(HostCall call) {
        return new WitValue.U64(call.part(RandomSource.class).number());
    }
}
