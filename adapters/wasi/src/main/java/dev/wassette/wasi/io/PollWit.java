package dev.wassette.wasi.io;

import static dev.wassette.component.host.WitTypes.borrow;
import static dev.wassette.component.host.WitTypes.list;
import static dev.wassette.domain.wit.WitType.Primitive.BOOL;
import static dev.wassette.domain.wit.WitType.Primitive.U32;

import dev.wassette.component.engine.Trap;
import dev.wassette.component.host.HostCall;
import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.limits.WasiLimits;
import java.util.List;

/// `wasi:io/poll`.
public final class PollWit {
    private PollWit() {}

    public static final ResourceType.Host POLLABLE = new ResourceType.Host("wasi:io/poll", "pollable");

    static HostInterface declare() {
        return Wasi02.wasi02("wasi:io/poll")
                .resource("pollable", HostResource::drop)
                .method(POLLABLE, "ready").returns(BOOL).body(PollWit::ready)
                .method(POLLABLE, "block").body(PollWit::block)
                .func("poll").param("in", list(borrow(POLLABLE))).returns(list(U32)).body(PollWit::poll)
                .build();
    }

    private static WitValue ready(HostCall call) {
        return new WitValue.Bool(call.resource(0, Pollable.class).nanosUntilReady() == 0);
    }

    private static void block(HostCall call) {
        call.part(Waiting.class).untilReady(call.resource(0, Pollable.class));
    }

    private static WitValue poll(HostCall call) {
        List<WitValue> in = call.list(0);
        if (in.isEmpty()) {
            throw new Trap(Trap.Kind.HOST, "the guest polls an empty list, which would never be ready");
        }
        if (in.size() > WasiLimits.MAX_POLLED) {
            throw new Trap(Trap.Kind.HOST, "the guest polls " + in.size() + " pollables at once; the limit is "
                    + WasiLimits.MAX_POLLED);
        }
        List<Pollable> pollables = in.stream()
                .map(value -> (Pollable) ((WitValue.Handle) value).representation()).toList();
        return new WitValue.ListOf(call.part(Waiting.class).untilAnyReady(pollables).stream()
                .<WitValue>map(WitValue.U32::new).toList());
    }
}
