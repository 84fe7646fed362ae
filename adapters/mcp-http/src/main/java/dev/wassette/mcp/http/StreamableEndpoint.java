package dev.wassette.mcp.http;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonNull;
import dev.wassette.mcp.protocol.McpServer;
import dev.wassette.mcp.protocol.Message;
import dev.wassette.mcp.protocol.Message.Invalid;
import dev.wassette.mcp.protocol.Message.Notification;
import dev.wassette.mcp.protocol.ProtocolVersion;
import dev.wassette.mcp.protocol.Reply.Failure;
import dev.wassette.mcp.protocol.RequestMeta;
import dev.wassette.mcp.protocol.RpcError;
import dev.wassette.mcp.protocol.Session;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Streamable HTTP: sessions in the revisions 2025-03-26 to 2025-11-25, requests that stand for themselves in 2026-07-28,
/// at the same address. Streams cannot be resumed: to keep events for clients that may come back costs memory for every
/// stream, and a call whose result was lost can be made again.
final class StreamableEndpoint implements Endpoint {
    private static final String SESSION_ID = "Mcp-Session-Id";

    private final McpServer server;
    private final Clients clients;
    private final Desk desk;
    private final Uploads uploads;
    private final Unsent unsent;

    StreamableEndpoint(McpServer server, Clients clients, Desk desk, Uploads uploads, Unsent unsent) {
        this.server = server;
        this.clients = clients;
        this.desk = desk;
        this.uploads = uploads;
        this.unsent = unsent;
    }

    @Override
    public void handle(Request request, Response response, Callback done) throws IOException {
        switch (HttpMethod.fromString(request.getMethod())) {
            case POST -> post(request, response, done);
            case GET -> listen(request, response, done);
            case DELETE -> end(request, response, done);
            case null, default -> {
                response.getHeaders().put(HttpHeader.ALLOW, "POST, GET, DELETE");
                Answers.empty(HttpStatus.METHOD_NOT_ALLOWED_405, response, done);
            }
        }
    }

    private void post(Request request, Response response, Callback done) throws IOException {
        var accepted = Accepted.of(request.getHeaders());
        if (!accepted.json()) {
            Answers.refuse(new Refusal(HttpStatus.NOT_ACCEPTABLE_406,
                    "the field Accept must name application/json and text/event-stream"), response, done);
            return;
        }
        try (Uploads.Upload upload = uploads.begin()) {
            switch (Incoming.read(request, upload)) {
                case Incoming.NoJson(int status, RpcError error) ->
                    Answers.fail(status, error, JsonNull.NULL, response, done);
                case Incoming.Json(JsonArray(List<JsonValue> messages), int bytes) ->
                    batch(messages, bytes, request, response, done,
                            new Exchange(response, done, accepted.events(), unsent));
                case Incoming.Json(JsonValue json, int bytes) ->
                    message(Message.of(json), bytes, request, response, done,
                            new Exchange(response, done, accepted.events(), unsent));
            }
        }
    }

    private void batch(List<JsonValue> messages, int bytes, Request request, Response response, Callback done,
            Exchange exchange) {
        withClient(request, response, done, client -> {
            Optional<RpcError> refusal = client.session().refusal(messages);
            if (refusal.isPresent()) {
                Answers.fail(HttpStatus.BAD_REQUEST_400, refusal.get(), JsonNull.NULL, response, done);
            } else {
                desk.takeAll(messages, bytes, client.session(), exchange,
                        () -> Answers.empty(HttpStatus.ACCEPTED_202, response, done));
            }
        });
    }

    private void message(Message message, int bytes, Request request, Response response, Callback done,
            Exchange exchange) {
        switch (message) {
            case Invalid(JsonValue id, RpcError error) ->
                Answers.fail(HttpStatus.BAD_REQUEST_400, error, id, response, done);
            case Message.Request asked when isStateless(asked, request) -> stateless(asked, bytes, request, exchange);
            case Message.Request asked when asked.method().equals("initialize") -> {
                Client client = clients.begin();
                response.getHeaders().put(SESSION_ID, client.id());
                desk.take(asked, bytes, client.session(), exchange, Desk::legacyStatus, () -> {});
            }
            case Message.Request asked -> withClient(request, response, done, client ->
                desk.take(asked, bytes, client.session(), exchange, Desk::legacyStatus, () -> {}));
            case Notification _ when isStateless(request) -> Answers.empty(HttpStatus.ACCEPTED_202, response, done);
            case Notification _, Message.Response _ -> withClient(request, response, done, client -> {
                Desk.take(message, client.session());
                Answers.empty(HttpStatus.ACCEPTED_202, response, done);
            });
        }
    }

    private static boolean isStateless(Message.Request asked, Request request) {
        return RequestMeta.of(asked).isStateless() || isStateless(request);
    }

    private static boolean isStateless(Request request) {
        return ProtocolVersion.STATELESS.equals(request.getHeaders().get(StatelessFields.PROTOCOL_VERSION));
    }

    /// Here, and only here, the end of the connection takes the request back.
    private void stateless(Message.Request asked, int bytes, Request request, Exchange exchange) {
        Optional<RpcError> problem = StatelessFields.problem(request.getHeaders(), asked);
        if (problem.isPresent()) {
            exchange.answer(HttpStatus.BAD_REQUEST_400,
                    new Failure(problem.get()).answer(asked.id()));
            return;
        }
        var session = new Session(server, _ -> {});
        exchange.onBroken(session::close);
        desk.take(asked, bytes, session, exchange, Desk::statelessStatus, session::close);
    }

    private void listen(Request request, Response response, Callback done) {
        if (request.getHeaders().get(SESSION_ID) == null) {
            response.getHeaders().put(HttpHeader.ALLOW, "POST");
            Answers.refuse(new Refusal(HttpStatus.METHOD_NOT_ALLOWED_405,
                    "a stream belongs to a session; the field " + SESSION_ID + " is missing"), response, done);
        } else if (!Accepted.of(request.getHeaders()).events()) {
            Answers.refuse(new Refusal(HttpStatus.NOT_ACCEPTABLE_406,
                    "the field Accept must name text/event-stream"), response, done);
        } else {
            // The client learns at once that it is heard, and not with the first event, which may never come.
            withClient(request, response, done,
                    client -> ClientStream.open(client, desk, unsent, response, done).touch());
        }
    }

    private void end(Request request, Response response, Callback done) {
        withClient(request, response, done, client -> {
            clients.end(client.id());
            Answers.empty(HttpStatus.NO_CONTENT_204, response, done);
        });
    }

    private void withClient(Request request, Response response, Callback done, Consumer<Client> action) {
        String version = request.getHeaders().get(StatelessFields.PROTOCOL_VERSION);
        String id = request.getHeaders().get(SESSION_ID);
        if (version != null && !ProtocolVersion.isKnown(version)) {
            Answers.refuse(new Refusal(HttpStatus.BAD_REQUEST_400,
                    "the revision in the field " + StatelessFields.PROTOCOL_VERSION + " is not spoken here"),
                    response, done);
        } else if (id == null) {
            Answers.refuse(new Refusal(HttpStatus.BAD_REQUEST_400,
                    "the field " + SESSION_ID + " is missing; begin a session with initialize"), response, done);
        } else {
            clients.find(id).ifPresentOrElse(action, () -> Answers.refuse(new Refusal(HttpStatus.NOT_FOUND_404,
                    "there is no such session (any more); begin another with initialize"), response, done));
        }
    }
}
