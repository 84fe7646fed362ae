package dev.wassette.wasi.http.gate;

import dev.wassette.domain.policy.Grant;
import dev.wassette.wasi.http.message.BodyPipe;
import dev.wassette.wasi.http.message.ErrorCode;
import dev.wassette.wasi.http.message.ErrorCode.Kind;
import dev.wassette.wasi.http.message.FieldMap;
import dev.wassette.wasi.http.message.HttpFailure;
import dev.wassette.wasi.http.message.PendingResponse;
import dev.wassette.wasi.http.message.PipeSpace;
import dev.wassette.wasi.http.message.Request;
import dev.wassette.wasi.http.wire.RequestWriter;
import dev.wassette.wasi.http.wire.ResponseReader;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.function.Consumer;

/// One request and its response, on a connection of their own. One virtual thread connects and receives; a second one
/// sends the body meanwhile, as a server may answer before it has all of it. An interrupt ends either: it closes the
/// socket under it.
final class Exchange implements PendingResponse {
    private final Request request;
    private final Connector connector;
    private final long maxResponseBody;
    private final PipeSpace space;
    private final Runnable ring;
    private final Thread worker;
    private volatile long lastSent = System.nanoTime();
    private volatile boolean hasSent;
    private Optional<Outcome> outcome = Optional.empty(); // guarded by this
    private boolean isTaken; // guarded by this
    private boolean isClosed; // guarded by this

    /// @param space shared with the responses to other requests
    /// @param ring wakes the thread of the instance
    /// @param atEnd called when the connection is closed
    Exchange(Grant grant, Request request, Connector connector, PipeSpace space, Runnable ring,
            Consumer<Exchange> atEnd) {
        this.request = request;
        this.connector = connector;
        this.maxResponseBody = grant.resources().responseBodyBytes();
        this.space = space;
        this.ring = ring;
        this.worker = Thread.ofVirtual().name("request to " + request.authority().host()).unstarted(() -> {
            try {
                run();
            } finally {
                atEnd.accept(this);
            }
        });
    }

    void start() {
        worker.start();
    }

    /// Ends the exchange at any point. Nobody learns how.
    void cancel() {
        worker.interrupt();
    }

    @Override
    public synchronized boolean isReady() {
        return outcome.isPresent();
    }

    @Override
    public synchronized Optional<Outcome> take() {
        isTaken = outcome.isPresent();
        return outcome;
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        if (!isTaken) {
            cancel();
            outcome.ifPresent(Exchange::forget);
        }
    }

    private static void forget(Outcome outcome) {
        if (outcome instanceof Responded(_, _, BodyPipe body)) {
            body.abandon();
        }
    }

    private void run() {
        try (Connection connection = connector.connect(request)) {
            exchange(connection);
        } catch (InterruptedException e) {
            fail(ErrorCode.of(Kind.CONNECTION_TERMINATED));
        } catch (IOException e) {
            fail(Failures.EXCHANGING.of(e).code());
        } finally {
            fail(ErrorCode.none(Kind.INTERNAL_ERROR)); // only counts when something of ours has failed
            request.body().ifPresent(BodyPipe::abandon);
        }
    }

    private void exchange(Connection connection) throws IOException, InterruptedException {
        if (request.body().isEmpty()) {
            send(connection);
            receive(connection);
            return;
        }
        Thread sender = Thread.ofVirtual().name(worker.getName() + ", body").start(() -> send(connection));
        try {
            receive(connection);
            sender.join();
        } finally {
            sender.interrupt();
        }
    }

    /// What fails here is not told as such: the response may say why the server does not listen, and when there is
    /// none, receiving it fails as well.
    private void send(Connection connection) {
        try {
            sendTo(connection);
        } catch (HttpFailure e) { // the guest's own
            fail(e.code());
            cancel();
        } catch (IOException e) {
            request.body().ifPresent(BodyPipe::abandon);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            hasSent = true;
        }
    }

    private void sendTo(Connection connection) throws IOException, InterruptedException {
        var writer = new RequestWriter(connection.out(), request);
        writer.head(request);
        if (request.body().isPresent()) {
            sendBody(connection, writer, request.body().get());
        }
        connection.out().flush();
        lastSent = System.nanoTime();
    }

    private void sendBody(Connection connection, RequestWriter writer, BodyPipe body)
            throws IOException, InterruptedException {
        Optional<byte[]> chunk;
        do {
            if (!body.isReadable()) {
                connection.out().flush();
            }
            chunk = body.take();
            if (chunk.isPresent()) {
                writer.body(chunk.get());
                lastSent = System.nanoTime();
            }
        } while (chunk.isPresent());
        switch (body.end().orElseThrow()) {
            case BodyPipe.Finished(Optional<FieldMap> trailers) -> writer.end(trailers);
            case BodyPipe.Failed(ErrorCode code) -> throw new HttpFailure(code);
        }
    }

    private void receive(Connection connection) throws IOException, InterruptedException {
        var reader = new ResponseReader(connection.in(), request.isHead(), maxResponseBody);
        awaitFirstByte(connection, reader);
        connection.timeout(request.timeouts().betweenBytes());
        ResponseReader.Head head = reader.head();
        var body = new BodyPipe(space, ring, this::cancel);
        body.reserve((int) head.headers().size());
        respond(new Responded(head.status(), head.headers(), body));
        boolean isWanted = true;
        Optional<byte[]> chunk = reader.body();
        while (isWanted && chunk.isPresent()) {
            isWanted = body.put(chunk.get());
            chunk = isWanted ? reader.body() : chunk;
        }
        body.reserve(reader.trailers().map(fields -> (int) fields.size()).orElse(0));
        body.end(new BodyPipe.Finished(reader.trailers()));
    }

    /// The time begins anew with each piece of the body that is sent.
    private void awaitFirstByte(Connection connection, ResponseReader reader) throws IOException {
        connection.timeout(request.timeouts().firstByte());
        while (true) {
            try {
                reader.await();
                return;
            } catch (SocketTimeoutException e) {
                if (hasSent && System.nanoTime() - lastSent >= request.timeouts().firstByte().toNanos()) {
                    throw e;
                }
            }
        }
    }

    private synchronized void respond(Responded responded) {
        if (outcome.isEmpty()) {
            outcome = Optional.of(responded);
            ring.run();
        }
        if (isClosed || outcome.get() != responded) {
            forget(responded);
        }
    }

    private synchronized void fail(ErrorCode code) {
        if (outcome.isEmpty()) {
            outcome = Optional.of(new Failed(code));
            ring.run();
        } else if (outcome.get() instanceof Responded(_, _, BodyPipe body)) {
            body.end(new BodyPipe.Failed(code));
        }
    }
}
