package dev.wassette.mcp.http;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonNull;
import dev.wassette.mcp.protocol.Message;
import dev.wassette.mcp.protocol.Message.Invalid;
import dev.wassette.mcp.protocol.Message.Notification;
import dev.wassette.mcp.protocol.Reply.Failure;
import dev.wassette.mcp.protocol.RpcError;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// HTTP+SSE, the transport of revision 2024-11-05 (contract B.6): a stream for all that this server says, and an address
/// for all that the client says. A session lasts as long as its stream.
final class SseEndpoint {
    private static final String SESSION_ID = "sessionId";

    private final Clients clients;
    private final Desk desk;
    private final Uploads uploads;
    private final Unsent unsent;
    private final Map<String, StreamOutlet> outlets = new ConcurrentHashMap<>();

    SseEndpoint(Clients clients, Desk desk, Uploads uploads, Unsent unsent) {
        this.clients = clients;
        this.desk = desk;
        this.uploads = uploads;
        this.unsent = unsent;
    }

    /// Opens the stream. Its first event says where to post.
    void listen(Request request, Response response, Callback done) {
        if (!request.getMethod().equals("GET")) {
            notAllowed("GET", response, done);
            return;
        }
        Client client = clients.begin();
        StreamOutlet outlet = ClientStream.open(client, desk, unsent, response, done);
        outlets.put(client.id(), outlet);
        outlet.onBroken(() -> {
            outlets.remove(client.id());
            clients.end(client.id());
        });
        outlet.stream().send("endpoint", "/message?" + SESSION_ID + "=" + client.id());
    }

    /// Takes a message; the answer goes to the stream.
    void post(Request request, Response response, Callback done) throws IOException {
        if (!request.getMethod().equals("POST")) {
            notAllowed("POST", response, done);
            return;
        }
        Optional<String> id = sessionId(request);
        Optional<Client> client = id.flatMap(clients::find);
        StreamOutlet outlet = id.map(outlets::get).orElse(null);
        if (client.isEmpty() || outlet == null) {
            Answers.refuse(new Refusal(id.isPresent() ? HttpStatus.NOT_FOUND_404 : HttpStatus.BAD_REQUEST_400,
                    "there is no such session (any more); begin another with GET /sse"), response, done);
            return;
        }
        try (Uploads.Upload upload = uploads.begin()) {
            switch (Incoming.read(request, upload)) {
                case Incoming.NoJson(int status, RpcError error) ->
                    Answers.fail(status, error, JsonNull.NULL, response, done);
                case Incoming.Json(JsonValue json, int bytes) -> {
                    Answers.empty(HttpStatus.ACCEPTED_202, response, done);
                    take(json, bytes, client.get(), outlet);
                }
            }
        }
    }

    private void take(JsonValue json, int bytes, Client client, StreamOutlet outlet) {
        if (json instanceof JsonArray(List<JsonValue> messages)) {
            client.session().refusal(messages).ifPresentOrElse(
                    error -> outlet.answer(HttpStatus.BAD_REQUEST_400, new Failure(error).answer(JsonNull.NULL)),
                    () -> desk.takeAll(messages, bytes, client.session(), outlet, () -> {}));
            return;
        }
        switch (Message.of(json)) {
            case Message.Request asked ->
                desk.take(asked, bytes, client.session(), outlet, Desk::legacyStatus, () -> {});
            case Invalid(JsonValue id, RpcError error) ->
                outlet.answer(HttpStatus.BAD_REQUEST_400, new Failure(error).answer(id));
            case Notification notification -> client.session().handle(notification);
            case Message.Response _ -> {}
        }
    }

    /// {@return the id; empty when there is none, or the query cannot be read}
    private static Optional<String> sessionId(Request request) {
        try {
            return Optional.ofNullable(Request.extractQueryParameters(request).getValue(SESSION_ID));
        } catch (RuntimeException fault) {
            if (fault instanceof HttpException) { // of several classes that have only this in common
                return Optional.empty();
            }
            throw fault;
        }
    }

    private static void notAllowed(String allowed, Response response, Callback done) {
        response.getHeaders().put(HttpHeader.ALLOW, allowed);
        Answers.empty(HttpStatus.METHOD_NOT_ALLOWED_405, response, done);
    }
}
