package dev.wassette.mcp.http;

import java.io.IOException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// What is served at an address.
@FunctionalInterface
interface Endpoint {

    /// Answers a request, now or later.
    ///
    /// @param done to be completed, once, when the response is complete
    /// @throws IOException when the request cannot be read; then nothing has been answered
    void handle(Request request, Response response, Callback done) throws IOException;
}
