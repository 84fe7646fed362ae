package dev.wassette.mcp.http;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.mcp.protocol.Answer;
import dev.wassette.mcp.protocol.Answer.Cancelled;
import dev.wassette.mcp.protocol.Answer.Listening;
import dev.wassette.mcp.protocol.Answer.Replied;
import dev.wassette.mcp.protocol.Batch;
import dev.wassette.mcp.protocol.Calls;
import dev.wassette.mcp.protocol.Message;
import dev.wassette.mcp.protocol.Message.Invalid;
import dev.wassette.mcp.protocol.Message.Notification;
import dev.wassette.mcp.protocol.Message.Request;
import dev.wassette.mcp.protocol.Message.Response;
import dev.wassette.mcp.protocol.Reply;
import dev.wassette.mcp.protocol.Reply.Failure;
import dev.wassette.mcp.protocol.RpcError;
import dev.wassette.mcp.protocol.Session;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.eclipse.jetty.http.HttpStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands messages to sessions, and answers to outlets. Calls run on threads of their own, so that no request waits for one.
final class Desk {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
    /// After the first touch a client that has gone is noticed with the second.
    private static final int TOUCH_SECONDS = 2;
    private static final int IDLE_TOUCH_SECONDS = 15;

    private final Calls calls = new Calls();
    private final Pulse pulse;
    /// What to do with each open request when this server ends.
    private final Map<Object, Runnable> farewells = new ConcurrentHashMap<>();

    Desk(Pulse pulse) {
        this.pulse = pulse;
    }

    /// {@return the HTTP status of a reply in the revisions where errors of the protocol have none of their own}
    static int legacyStatus(Reply reply) {
        return HttpStatus.OK_200;
    }

    /// {@return the HTTP status of a reply to a request that stands for itself}
    static int statelessStatus(Reply reply) {
        return switch (reply) {
            case Reply.Result _ -> HttpStatus.OK_200;
            case Failure(RpcError error) -> switch (error.code()) {
                case RpcError.METHOD_NOT_FOUND -> HttpStatus.NOT_FOUND_404;
                case RpcError.INTERNAL_ERROR -> HttpStatus.INTERNAL_SERVER_ERROR_500;
                default -> HttpStatus.BAD_REQUEST_400;
            };
        };
    }

    /// Carries out several messages; their answers go out together.
    ///
    /// @param none run when none of them has an answer
    void takeAll(List<JsonValue> messages, int bytes, Session session, Outlet outlet, Runnable none) {
        List<Message> all = messages.stream().map(Message::of).toList();
        if (all.stream().noneMatch(message -> message instanceof Request || message instanceof Invalid)) {
            all.forEach(message -> take(message, session));
            none.run();
            return;
        }
        var batch = new Batch(all.size(), answers -> outlet.answer(HttpStatus.OK_200, answers));
        for (Message message : all) {
            switch (message) {
                case Request request -> take(request, bytes / all.size(), session, new BatchOutlet(outlet, batch),
                        Desk::legacyStatus, () -> {});
                case Invalid(JsonValue id, RpcError error) ->
                    batch.done(Optional.of(new Failure(error).answer(id)));
                case Notification _, Response _ -> {
                    take(message, session);
                    batch.done(Optional.empty());
                }
            }
        }
    }

    /// Takes notice of a message that has no answer.
    static void take(Message message, Session session) {
        if (message instanceof Notification notification) {
            session.handle(notification);
        }
    }

    /// Carries out a request.
    ///
    /// @param bytes how long its message was
    /// @param end run when nothing more comes of it
    void take(Request request, int bytes, Session session, Outlet outlet, ToIntFunction<Reply> status, Runnable end) {
        if (!Session.mayTakeLong(request)) {
            carryOut(request, session, outlet, status, end);
            return;
        }
        session.expect(request);
        Runnable quiet = pulse.every(TOUCH_SECONDS, outlet::touch);
        try {
            calls.start(bytes, () -> {
                try {
                    carryOut(request, session, outlet, status, end);
                } finally {
                    quiet.run();
                }
            });
        } catch (RejectedExecutionException _) {
            quiet.run();
            outlet.answer(HttpStatus.SERVICE_UNAVAILABLE_503,
                    new Failure(RpcError.internalError()).answer(request.id()));
            end.run();
        }
    }

    /// No request stays without an answer, and none ends the server, even one whose answer does not fit into memory.
    private void carryOut(Request request, Session session, Outlet outlet, ToIntFunction<Reply> status, Runnable end) {
        try {
            switch (session.handle(request, outlet::notify)) {
                case Replied(Reply reply) -> outlet.answer(status.applyAsInt(reply), reply.answer(request.id()));
                case Cancelled _ -> outlet.drop();
                case Listening listening -> {
                    outlet.onBroken(keep(outlet,
                            () -> outlet.answer(HttpStatus.OK_200, listening.farewell().answer(request.id()))));
                    return;
                }
            }
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError fault) {
            LOG.error("The request {} failed by a fault of this server", request.method(), fault);
            Reply reply = new Failure(RpcError.internalError());
            outlet.answer(status.applyAsInt(reply), reply.answer(request.id()));
        }
        end.run();
    }

    /// Keeps a stream alive until its client goes or this server ends.
    ///
    /// @param farewell run when this server ends
    /// @return to be run when the client has gone
    Runnable keep(Outlet outlet, Runnable farewell) {
        var key = new Object();
        Runnable quiet = pulse.every(IDLE_TOUCH_SECONDS, outlet::touch);
        farewells.put(key, farewell);
        return () -> {
            quiet.run();
            farewells.remove(key);
        };
    }

    /// Waits for the calls that are running, but no longer than this; then ends all streams.
    void close(Duration most) {
        calls.drain(most);
        farewells.values().forEach(Runnable::run);
    }

    private record BatchOutlet(Outlet outlet, Batch batch) implements Outlet {
        @Override
        public void notify(JsonObject notification) {
            outlet.notify(notification);
        }

        @Override
        public void touch() {
            outlet.touch();
        }

        @Override
        public void answer(int status, JsonValue message) {
            batch.done(Optional.of((JsonObject) message));
        }

        @Override
        public void drop() {
            batch.done(Optional.empty());
        }

        @Override
        public void onBroken(Runnable action) {
            outlet.onBroken(action);
        }
    }
}
