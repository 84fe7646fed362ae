package dev.wassette.wasi.io;

import static dev.wassette.component.testkit.host.HostDriver.bytes;
import static dev.wassette.component.testkit.host.HostDriver.u64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.component.engine.Trap;
import dev.wassette.component.testkit.host.HostDriver;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.Guest;
import dev.wassette.wasi.limits.WasiLimits;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class StreamsTest {
    private static final String STREAMS = "wasi:io/streams";
    private final Guest guest = new Guest();
    private final HostDriver host = guest.host;
    private final HostResources resources = guest.context.get(HostResources.class);
    private final Waiting waiting = guest.context.get(Waiting.class);
    private final Pipe pipe = new Pipe();
    private final WitValue.Handle in = new InputStream(resources, pipe.source).handle();
    private final WitValue.Handle out = new OutputStream(resources, pipe.sink).handle();

    @Test
    void writesWhatIsPermittedAndReadsItBack() {
        output("check-write");
        output("write", bytes("abc"));
        output("write", bytes("de"));
        output("check-write");
        input("read", u64(4));
        input("read", u64(-1));
        input("read", u64(1));
        input("read", u64(0));
        assertTranscript("""
                [method]output-stream.check-write(output-stream#1) -> ok(8)
                [method]output-stream.write(output-stream#1, "abc") -> ok
                [method]output-stream.write(output-stream#1, "de") -> ok
                [method]output-stream.check-write(output-stream#1) -> ok(3)
                [method]input-stream.read(input-stream#2, 4) -> ok("abcd")
                [method]input-stream.read(input-stream#2, 18446744073709551615) -> ok("e")
                [method]input-stream.read(input-stream#2, 1) -> ok("")
                [method]input-stream.read(input-stream#2, 0) -> ok("")
                """);
    }

    @Test
    void trapsWhenMoreIsWrittenThanWasPermitted() {
        assertTrap("permits 0; check-write", () -> output("write", bytes("a")));
        output("check-write");
        assertTrap("9 bytes to a stream that permits 8", () -> output("write", bytes("123456789")));
        output("write", bytes("12345"));
        assertTrap("4 bytes to a stream that permits 3", () -> output("write", bytes("1234")));
        assertTrap("18446744073709551615 bytes", () -> output("write-zeroes", u64(-1)));
    }

    @Test
    void aFlushTakesThePermitBack() {
        output("check-write");
        output("flush");
        assertTrap("permits 0", () -> output("write", bytes("a")));
    }

    @Test
    void permitsNothingWhileItFlushes() {
        pipe.makeFlushSlow();
        output("flush");
        output("check-write");
        pipe.endFlush();
        output("check-write");
        assertTranscript("""
                [method]output-stream.flush(output-stream#1) -> ok
                [method]output-stream.check-write(output-stream#1) -> ok(0)
                [method]output-stream.check-write(output-stream#1) -> ok(8)
                """);
    }

    @Test
    void waitsForTheEndOfAFlush() {
        pipe.makeFlushSlow();
        var ended = new AtomicBoolean();
        later(() -> {
            ended.set(true);
            pipe.endFlush();
        });
        output("blocking-flush");
        assertTrue(ended.get(), "returned before the flush had ended");
    }

    @Test
    void anErrorClosesTheStream() {
        pipe.fail(StreamError.failed(new IoFailure("the disk is full", Optional.empty())));
        WitValue.Handle error = HostDriver.handle(output("check-write"));
        host.call("wasi:io/error", "[method]error.to-debug-string", error);
        output("check-write");
        output("write", bytes("a"));
        output("flush");
        output("blocking-write-and-flush", bytes("a"));
        host.drop(error);
        assertTranscript("""
                [method]output-stream.check-write(output-stream#1) -> err(last-operation-failed(error#2))
                [method]error.to-debug-string(error#2) -> "the disk is full"
                [method]output-stream.check-write(output-stream#1) -> err(closed)
                [method]output-stream.write(output-stream#1, "a") -> err(closed)
                [method]output-stream.flush(output-stream#1) -> err(closed)
                [method]output-stream.blocking-write-and-flush(output-stream#1, "a") -> err(closed)
                drop error#2
                """);
    }

    @Test
    void givesWhatCameBeforeTheEndOfTheInput() {
        output("blocking-write-and-flush", bytes("last"));
        pipe.fail(StreamError.closed());
        input("blocking-read", u64(3));
        input("blocking-skip", u64(3));
        input("blocking-read", u64(3));
        input("read", u64(0));
        input("skip", u64(1));
        assertTranscript("""
                [method]output-stream.blocking-write-and-flush(output-stream#1, "last") -> ok
                [method]input-stream.blocking-read(input-stream#2, 3) -> ok("las")
                [method]input-stream.blocking-skip(input-stream#2, 3) -> ok(1)
                [method]input-stream.blocking-read(input-stream#2, 3) -> err(closed)
                [method]input-stream.read(input-stream#2, 0) -> err(closed)
                [method]input-stream.skip(input-stream#2, 1) -> err(closed)
                """);
    }

    @Test
    void aBlockingReadWaitsForTheFirstByte() {
        later(() -> {
            try {
                pipe.sink.write(new byte[] {'x'}, 0, 1);
            } catch (StreamError e) {
                throw new AssertionError(e);
            }
        });
        assertEquals(WitValue.Result.ok(bytes("x")), input("blocking-read", u64(100)));
    }

    @Test
    void aBlockingWriteTakesSeveralPermits() throws Exception {
        var read = CompletableFuture.supplyAsync(() -> {
            var text = new StringBuilder();
            while (text.length() < 20) {
                try {
                    text.append(new String(pipe.source.read(5)));
                } catch (StreamError e) {
                    throw new AssertionError(e);
                }
                waiting.ring();
            }
            return text.toString();
        });
        output("blocking-write-and-flush", bytes("abcdefghijklmnopqrst"));
        assertEquals("abcdefghijklmnopqrst", read.get());
    }

    @Test
    void aBlockingWriteHasALimit() {
        assertTrap("4097 bytes at once", () -> output("blocking-write-and-flush", bytes("x".repeat(4097))));
        assertTrap("4097 bytes at once", () -> output("blocking-write-zeroes-and-flush", u64(4097)));
    }

    @Test
    void writesZeroes() {
        output("check-write");
        output("write-zeroes", u64(2));
        output("blocking-write-zeroes-and-flush", u64(1));
        assertEquals(WitValue.Result.ok(new WitValue.Bytes(new byte[3])), input("read", u64(9)));
    }

    @Test
    void splicesAtMostWhatOneSideHasAndTheOtherTakes() {
        output("blocking-write-and-flush", bytes("abc"));
        var console = host.open("wasi:cli/stdout", "get-stdout");
        host.call(STREAMS, "[method]output-stream.splice", console, in, u64(2));
        host.call(STREAMS, "[method]output-stream.blocking-splice", console, in, u64(-1));
        host.call(STREAMS, "[method]output-stream.splice", console, in, u64(-1));
        pipe.fail(StreamError.closed());
        host.call(STREAMS, "[method]output-stream.blocking-splice", console, in, u64(1));
        host.drop(console);
        assertTranscript("""
                [method]output-stream.blocking-write-and-flush(output-stream#1, "abc") -> ok
                get-stdout() -> output-stream#2
                [method]output-stream.splice(output-stream#2, input-stream#3, 2) -> ok(2)
                [method]output-stream.blocking-splice(output-stream#2, input-stream#3, 18446744073709551615) -> ok(1)
                [method]output-stream.splice(output-stream#2, input-stream#3, 18446744073709551615) -> ok(0)
                [method]output-stream.blocking-splice(output-stream#2, input-stream#3, 1) -> err(closed)
                drop output-stream#2
                """);
        assertEquals("[STDOUT: abc]", guest.printed.toString());
    }

    @Test
    void aReadNeverGivesMoreThanItsLimit() throws StreamError {
        var endless = new ByteSource() {
            @Override
            public byte[] read(int max) {
                return new byte[max];
            }

            @Override
            public long nanosUntilReady() {
                return 0;
            }

            @Override
            public void close() {}
        };
        assertEquals(WasiLimits.MAX_READ_BYTES, new InputStream(resources, endless).read(-1).length);
    }

    @Test
    void aStreamOutlivesItsPollables() {
        WitValue.Handle pollable = HostDriver.handle(input("subscribe"));
        host.drop(pollable);
        assertFalse(pipe.source.isClosed);
        host.drop(in);
        assertTrue(pipe.source.isClosed);
        host.drop(out);
        assertTrue(pipe.sink.isClosed);
        assertEquals(0, resources.live());
    }

    @Test
    void droppingAStreamBeforeItsPollablesFreesItAndTraps() {
        WitValue.Handle pollable = HostDriver.handle(input("subscribe"));
        assertTrap("gave up a resource of type wasi:io/streams.input-stream while 1", () -> host.drop(in));
        assertTrue(pipe.source.isClosed);
        host.drop(pollable);
        host.drop(out);
        assertEquals(0, resources.live());
    }

    @Test
    void aPollableOfAStreamFollowsIt() {
        WitValue.Handle readable = HostDriver.handle(input("subscribe"));
        WitValue.Handle writable = HostDriver.handle(output("subscribe"));
        ready(readable);
        ready(writable);
        output("check-write");
        output("write", bytes("12345678"));
        ready(readable);
        ready(writable);
        pipe.fail(StreamError.closed());
        ready(writable);
        assertTranscript("""
                [method]input-stream.subscribe(input-stream#1) -> pollable#2
                [method]output-stream.subscribe(output-stream#3) -> pollable#4
                [method]pollable.ready(pollable#2) -> false
                [method]pollable.ready(pollable#4) -> true
                [method]output-stream.check-write(output-stream#3) -> ok(8)
                [method]output-stream.write(output-stream#3, "12345678") -> ok
                [method]pollable.ready(pollable#2) -> true
                [method]pollable.ready(pollable#4) -> false
                [method]pollable.ready(pollable#4) -> true
                """);
    }

    private void ready(WitValue.Handle pollable) {
        host.call("wasi:io/poll", "[method]pollable.ready", pollable);
    }

    private WitValue input(String method, WitValue... arguments) {
        return call("[method]input-stream." + method, in, arguments);
    }

    private WitValue output(String method, WitValue... arguments) {
        return call("[method]output-stream." + method, out, arguments);
    }

    private WitValue call(String function, WitValue self, WitValue... arguments) {
        var all = new WitValue[arguments.length + 1];
        all[0] = self;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return host.call(STREAMS, function, all).orElseThrow();
    }

    private void later(Runnable event) {
        Events.onceThisThreadWaits(() -> {
            event.run();
            waiting.ring();
        });
    }

    private void assertTranscript(String expected) {
        assertEquals(expected, host.transcript());
    }

    private static void assertTrap(String message, Runnable call) {
        Trap trap = assertThrows(Trap.class, call::run);
        assertEquals(Trap.Kind.HOST, trap.kind());
        assertTrue(trap.getMessage().contains(message), trap.getMessage());
    }
}
