package dev.wassette.mcp.http;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonNull;
import dev.wassette.mcp.protocol.Reply.Failure;
import dev.wassette.mcp.protocol.RpcError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Whole responses.
final class Answers {
    private Answers() {}

    static void empty(int status, Response response, Callback done) {
        response.setStatus(status);
        response.write(true, null, done);
    }

    static void json(int status, JsonValue body, Response response, Callback done) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true, ByteBuffer.wrap(JsonText.compact(body).getBytes(StandardCharsets.UTF_8)), done);
    }

    /// Answers that there is no answer, with an error that belongs to no request.
    static void refuse(Refusal refusal, Response response, Callback done) {
        fail(refusal.status(), RpcError.invalidRequest(refusal.reason()), JsonNull.NULL, response, done);
    }

    static void fail(int status, RpcError error, JsonValue id, Response response, Callback done) {
        json(status, new Failure(error).answer(id), response, done);
    }
}
