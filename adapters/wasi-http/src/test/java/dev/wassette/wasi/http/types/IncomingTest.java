package dev.wassette.wasi.http.types;

import static dev.wassette.component.testkit.host.HostDriver.bytes;
import static dev.wassette.component.testkit.host.HostDriver.list;
import static dev.wassette.component.testkit.host.HostDriver.string;
import static dev.wassette.component.testkit.host.HostDriver.u64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.component.engine.Trap;
import dev.wassette.component.testkit.host.HostDriver;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.http.HttpGuest;
import dev.wassette.wasi.http.message.BodyPipe;
import dev.wassette.wasi.http.message.ErrorCode;
import dev.wassette.wasi.http.message.FieldMap;
import dev.wassette.wasi.http.message.PendingResponse;
import dev.wassette.wasi.http.message.PipeSpace;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IncomingTest {
    private static final String TYPES = "wasi:http/types";
    private static final String STREAMS = "wasi:io/streams";
    private final HttpGuest guest = new HttpGuest();
    private final HostDriver host = guest.host();
    private final Answer answer = new Answer();
    private final WitValue.Handle future = new FutureIncomingResponse(guest.resources(), answer).handle();

    @Test
    void aResponseArrives() {
        var pollable = host.open(TYPES, "[method]future-incoming-response.subscribe", future);
        host.call("wasi:io/poll", "[method]pollable.ready", pollable);
        get();
        PendingResponse.Responded pong = responded("pong");
        pong.body().end(new BodyPipe.Finished(Optional.empty()));
        answer.outcome = Optional.of(pong);
        host.call("wasi:io/poll", "[method]pollable.block", pollable);
        var response = HostDriver.handle(get());
        get();
        host.call(TYPES, "[method]incoming-response.status", response);
        var headers = host.open(TYPES, "[method]incoming-response.headers", response);
        host.call(TYPES, "[method]fields.get", headers, string("content-type"));
        var body = host.open(TYPES, "[method]incoming-response.consume", response);
        host.call(TYPES, "[method]incoming-response.consume", response);
        var stream = host.open(TYPES, "[method]incoming-body.stream", body);
        host.call(TYPES, "[method]incoming-body.stream", body);
        host.call(STREAMS, "[method]input-stream.blocking-read", stream, u64(3));
        host.call(STREAMS, "[method]input-stream.blocking-read", stream, u64(3));
        host.call(STREAMS, "[method]input-stream.blocking-read", stream, u64(3));
        host.drop(stream);
        var trailers = host.open(TYPES, "[static]incoming-body.finish", body);
        host.call(TYPES, "[method]future-trailers.get", trailers);
        host.call(TYPES, "[method]future-trailers.get", trailers);
        assertEquals("""
                [method]future-incoming-response.subscribe(future-incoming-response#1) -> pollable#2
                [method]pollable.ready(pollable#2) -> false
                [method]future-incoming-response.get(future-incoming-response#1) -> none
                [method]pollable.block(pollable#2)
                [method]future-incoming-response.get(future-incoming-response#1) -> some(ok(ok(incoming-response#3)))
                [method]future-incoming-response.get(future-incoming-response#1) -> some(err)
                [method]incoming-response.status(incoming-response#3) -> 200
                [method]incoming-response.headers(incoming-response#3) -> fields#4
                [method]fields.get(fields#4, "content-type") -> ["text/plain"]
                [method]incoming-response.consume(incoming-response#3) -> ok(incoming-body#5)
                [method]incoming-response.consume(incoming-response#3) -> err
                [method]incoming-body.stream(incoming-body#5) -> ok(input-stream#6)
                [method]incoming-body.stream(incoming-body#5) -> err
                [method]input-stream.blocking-read(input-stream#6, 3) -> ok("pon")
                [method]input-stream.blocking-read(input-stream#6, 3) -> ok("g")
                [method]input-stream.blocking-read(input-stream#6, 3) -> err(closed)
                drop input-stream#6
                [static]incoming-body.finish(incoming-body#5) -> future-trailers#7
                [method]future-trailers.get(future-trailers#7) -> some(ok(ok(none)))
                [method]future-trailers.get(future-trailers#7) -> some(err)
                """, host.transcript());
        for (var each : new WitValue.Handle[] {trailers, headers, response, pollable, future}) {
            host.drop(each);
        }
        assertEquals(0, guest.resources().live());
        assertEquals(0, guest.resources().heldBytes());
        assertTrue(answer.isClosed);
    }

    @Test
    void aRequestFails() {
        answer.outcome = Optional.of(new PendingResponse.Failed(ErrorCode.of(ErrorCode.Kind.CONNECTION_REFUSED)));
        get();
        get();
        assertEquals("""
                [method]future-incoming-response.get(future-incoming-response#1) -> some(ok(err(connection-refused)))
                [method]future-incoming-response.get(future-incoming-response#1) -> some(err)
                """, host.transcript());
    }

    @Test
    void aBodyOutlivesItsResponseAndIsClosedWhenNobodyReadsIt() {
        answer.outcome = Optional.of(responded("unread"));
        var response = HostDriver.handle(get());
        var body = host.open(TYPES, "[method]incoming-response.consume", response);
        host.drop(response);
        assertFalse(answer.isBodyClosed);
        host.drop(body);
        assertTrue(answer.isBodyClosed);
    }

    @Test
    void aResponseThatNobodyTakesIsClosed() {
        answer.outcome = Optional.of(responded("unread"));
        host.drop(HostDriver.handle(get()));
        assertTrue(answer.isBodyClosed);
    }

    @Test
    void aBodyIsNotFinishedWhileItsStreamIsInUse() {
        answer.outcome = Optional.of(responded("x"));
        var body = host.open(TYPES, "[method]incoming-response.consume", HostDriver.handle(get()));
        host.open(TYPES, "[method]incoming-body.stream", body);
        assertThrows(Trap.class, () -> host.call(TYPES, "[static]incoming-body.finish", body));
    }

    @Test
    void theHeadersOfAResponseAreImmutable() {
        answer.outcome = Optional.of(responded("x"));
        var headers = host.open(TYPES, "[method]incoming-response.headers", HostDriver.handle(get()));
        assertEquals(WitValue.Result.error(new HeaderError(HeaderError.Kind.IMMUTABLE).value()),
                host.call(TYPES, "[method]fields.set", headers, string("a"), list(bytes("b"))).orElseThrow());
    }

    private WitValue get() {
        return host.call(TYPES, "[method]future-incoming-response.get", future).orElseThrow();
    }

    private PendingResponse.Responded responded(String body) {
        var headers = new FieldMap();
        headers.append("Content-Type", "text/plain".getBytes(StandardCharsets.US_ASCII));
        return new PendingResponse.Responded(200, headers, answer.body(body));
    }

    /// An answer without a network.
    private static final class Answer implements PendingResponse {
        private Optional<Outcome> outcome = Optional.empty();
        private boolean isClosed;
        private boolean isBodyClosed;

        @Override
        public boolean isReady() {
            return outcome.isPresent();
        }

        @Override
        public Optional<Outcome> take() {
            return outcome;
        }

        @Override
        public void close() {
            isClosed = true;
        }

        private BodyPipe body(String text) {
            var pipe = new BodyPipe(new PipeSpace(), () -> {}, () -> isBodyClosed = true);
            pipe.add(text.getBytes(StandardCharsets.UTF_8));
            return pipe;
        }
    }
}
