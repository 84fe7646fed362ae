package dev.wassette.mcp.http;

import dev.wassette.domain.Cancellation;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Opens the stream of a client for what belongs to no request of its own.
final class ClientStream {
    private ClientStream() {}

    /// {@return the stream, which lasts until the client goes or this server ends}
    static StreamOutlet open(Client client, Desk desk, Unsent unsent, Response response, Callback done) {
        var gone = new Cancellation();
        var stream = new EventStream(response, done, gone::cancel, unsent);
        var outlet = new StreamOutlet(stream, gone);
        client.attach(stream);
        Runnable forget = desk.keep(outlet, stream::end);
        gone.onCancel(() -> {
            forget.run();
            client.detach(stream);
        });
        return outlet;
    }
}
