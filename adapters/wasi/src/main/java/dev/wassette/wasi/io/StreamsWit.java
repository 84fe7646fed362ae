package dev.wassette.wasi.io;

import static dev.wassette.component.host.WitTypes.borrow;
import static dev.wassette.component.host.WitTypes.list;
import static dev.wassette.component.host.WitTypes.own;
import static dev.wassette.component.host.WitTypes.result;
import static dev.wassette.component.host.WitTypes.resultError;
import static dev.wassette.component.host.WitTypes.variant;
import static dev.wassette.component.host.WitTypes.when;
import static dev.wassette.domain.wit.WitType.Primitive.U64;
import static dev.wassette.domain.wit.WitType.Primitive.U8;

import dev.wassette.component.host.HostCall;
import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitValue;

/// `wasi:io/streams`.
public final class StreamsWit {
    private StreamsWit() {}

    private static final String NAME = "wasi:io/streams";
    public static final ResourceType.Host INPUT_STREAM = new ResourceType.Host(NAME, "input-stream");
    public static final ResourceType.Host OUTPUT_STREAM = new ResourceType.Host(NAME, "output-stream");

    private static final WitType STREAM_ERROR =
            variant(when("last-operation-failed", own(ErrorWit.ERROR)), when("closed"));
    private static final WitType BYTES = list(U8);
    private static final WitType DATA = result(BYTES, STREAM_ERROR);
    private static final WitType COUNT = result(U64, STREAM_ERROR);
    private static final WitType DONE = resultError(STREAM_ERROR);

    static HostInterface declare() {
        HostInterface.Builder streams = Wasi02.wasi02(NAME);
        declareInput(streams);
        declareOutput(streams);
        return streams.build();
    }

    private static void declareInput(HostInterface.Builder streams) {
        streams.resource("input-stream", HostResource::drop)
                .method(INPUT_STREAM, "read").param("len", U64).returns(DATA)
                .body(call -> data(call, () -> input(call).read(call.u64(1))))
                .method(INPUT_STREAM, "blocking-read").param("len", U64).returns(DATA)
                .body(call -> data(call, () -> input(call).blockingRead(call.u64(1), waiting(call))))
                .method(INPUT_STREAM, "skip").param("len", U64).returns(COUNT)
                .body(call -> count(call, () -> input(call).read(call.u64(1)).length))
                .method(INPUT_STREAM, "blocking-skip").param("len", U64).returns(COUNT)
                .body(call -> count(call, () -> input(call).blockingRead(call.u64(1), waiting(call)).length))
                .method(INPUT_STREAM, "subscribe").returns(own(PollWit.POLLABLE))
                .body(call -> new Pollable(input(call), input(call)).handle());
    }

    private static void declareOutput(HostInterface.Builder streams) {
        streams.resource("output-stream", HostResource::drop)
                .method(OUTPUT_STREAM, "check-write").returns(COUNT)
                .body(call -> count(call, () -> output(call).checkWrite()))
                .method(OUTPUT_STREAM, "write").param("contents", BYTES).returns(DONE)
                .body(call -> done(call, () -> output(call).write(call.bytes(1))))
                .method(OUTPUT_STREAM, "blocking-write-and-flush").param("contents", BYTES).returns(DONE)
                .body(call -> done(call, () -> output(call).blockingWriteAndFlush(call.bytes(1), waiting(call))))
                .method(OUTPUT_STREAM, "flush").returns(DONE)
                .body(call -> done(call, () -> output(call).flush()))
                .method(OUTPUT_STREAM, "blocking-flush").returns(DONE)
                .body(call -> done(call, () -> output(call).blockingFlush(waiting(call))))
                .method(OUTPUT_STREAM, "subscribe").returns(own(PollWit.POLLABLE))
                .body(call -> new Pollable(output(call), output(call)).handle())
                .method(OUTPUT_STREAM, "write-zeroes").param("len", U64).returns(DONE)
                .body(call -> done(call, () -> output(call).writeZeroes(call.u64(1))))
                .method(OUTPUT_STREAM, "blocking-write-zeroes-and-flush").param("len", U64).returns(DONE)
                .body(call -> done(call, () -> output(call).blockingWriteZeroesAndFlush(call.u64(1), waiting(call))))
                .method(OUTPUT_STREAM, "splice").param("src", borrow(INPUT_STREAM)).param("len", U64).returns(COUNT)
                .body(call -> count(call, () -> output(call).splice(source(call), call.u64(2))))
                .method(OUTPUT_STREAM, "blocking-splice").param("src", borrow(INPUT_STREAM)).param("len", U64)
                .returns(COUNT)
                .body(call -> count(call, () -> output(call).blockingSplice(source(call), call.u64(2), waiting(call))));
    }

    private static InputStream input(HostCall call) {
        return call.resource(0, InputStream.class);
    }

    private static OutputStream output(HostCall call) {
        return call.resource(0, OutputStream.class);
    }

    private static InputStream source(HostCall call) {
        return call.resource(1, InputStream.class);
    }

    private static Waiting waiting(HostCall call) {
        return call.part(Waiting.class);
    }

    private static WitValue.Result data(HostCall call, Operation<byte[]> operation) {
        return attempt(call, () -> WitValue.Result.ok(new WitValue.Bytes(operation.run())));
    }

    private static WitValue.Result count(HostCall call, Operation<Integer> operation) {
        return attempt(call, () -> WitValue.Result.ok(new WitValue.U64(operation.run())));
    }

    private static WitValue.Result done(HostCall call, Action action) {
        return attempt(call, () -> {
            action.run();
            return WitValue.Result.ok();
        });
    }

    private static WitValue.Result attempt(HostCall call, Operation<WitValue.Result> operation) {
        try {
            return operation.run();
        } catch (StreamError e) {
            return WitValue.Result.error(e.value(call.part(HostResources.class)));
        }
    }

    @FunctionalInterface
    private interface Operation<T> {
        T run() throws StreamError;
    }

    @FunctionalInterface
    private interface Action {
        void run() throws StreamError;
    }
}
