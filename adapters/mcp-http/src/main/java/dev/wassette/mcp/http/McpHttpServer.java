package dev.wassette.mcp.http;

import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.mcp.protocol.McpServer;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves any number of clients over HTTP. Safe for use by several threads.
///
/// On Jetty's own handlers, not on servlets: they write without waiting, so that no thread is kept by a client that reads
/// slowly or by an idle stream.
public final class McpHttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(McpHttpServer.class);
    private static final int PLATFORM_THREADS = 8;

    private final McpServer mcp;
    private final HttpSettings settings;
    private final Gatekeeper gatekeeper;
    private final Pulse pulse = new Pulse();
    private final Desk desk = new Desk(pulse);
    private final Clients clients;
    private final Map<String, Endpoint> probes;
    private final Map<String, Endpoint> endpoints;
    private final Optional<SiteEndpoint> site;
    private final Server jetty;
    private final ServerConnector connector;
    private volatile boolean closing;

    /// Does not listen yet.
    public McpHttpServer(McpServer mcp, HttpSettings settings) {
        this.mcp = Objects.requireNonNull(mcp);
        this.settings = Objects.requireNonNull(settings);
        this.gatekeeper = new Gatekeeper(settings.hosts(), settings.token());
        this.clients = new Clients(mcp);
        this.probes = Map.of("/health", this::health, "/ready", this::ready, "/info", this::info);
        this.endpoints = endpoints();
        this.site = settings.site().map(SiteEndpoint::new);
        this.jetty = new Server(threads());
        this.connector = new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(configuration()));
        configure();
    }

    private Map<String, Endpoint> endpoints() {
        var uploads = new Uploads();
        var unsent = new Unsent();
        return switch (settings.transport()) {
            case STREAMABLE -> {
                var endpoint = new StreamableEndpoint(mcp, clients, desk, uploads, unsent);
                yield Map.of("/mcp", endpoint, "/", endpoint);
            }
            case SSE -> {
                var endpoint = new SseEndpoint(clients, desk, uploads, unsent);
                yield Map.of("/sse", endpoint::listen, "/message", endpoint::post);
            }
        };
    }

    private static QueuedThreadPool threads() {
        var threads = new QueuedThreadPool(PLATFORM_THREADS);
        threads.setName("mcp-http");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        return threads;
    }

    private static HttpConfiguration configuration() {
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setIdleTimeout(HttpLimits.MAX_SILENCE.toMillis());
        configuration.setRequestHeaderSize(HttpLimits.MAX_HEADER_BYTES);
        return configuration;
    }

    private void configure() {
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(HttpLimits.MAX_IDLE.toMillis());
        jetty.addConnector(connector);
        jetty.addBean(new NetworkConnectionLimit(HttpLimits.MAX_CONNECTIONS, connector));
        jetty.setErrorHandler((_, response, done) -> {
            // Jetty's own pages repeat what the client sent.
            response.write(true, null, done);
            return true;
        });
        jetty.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback done) {
                McpHttpServer.this.handle(request, response, done);
                return true;
            }
        });
    }

    /// Begins to listen.
    ///
    /// @throws IOException when the address cannot be had, with a sentence for the user
    public void start() throws IOException {
        try {
            jetty.start();
        } catch (IOException e) {
            close();
            throw new IOException("Cannot listen at " + settings.host() + ":" + settings.port() + ": "
                    + cause(e) + ". Is another server running there? --bind-address chooses another address.", e);
        } catch (Exception e) {
            close();
            throw new IllegalStateException("the HTTP server cannot start", e);
        }
    }

    private static String cause(Throwable e) {
        return e.getCause() == null ? e.getMessage() : cause(e.getCause());
    }

    /// {@return the port that this server listens at}
    public int port() {
        return connector.getLocalPort();
    }

    /// Waits until this server has ended.
    public void join() throws InterruptedException {
        jetty.join();
    }

    /// Takes no more requests, lets running calls end for a bounded time, and ends.
    @Override
    public void close() {
        if (closing) {
            return;
        }
        closing = true;
        connector.shutdown();
        desk.close(HttpLimits.MAX_DRAIN);
        clients.endAll();
        pulse.close();
        try {
            jetty.stop();
        } catch (Exception e) {
            LOG.warn("The HTTP server did not end in order: {}", e.getMessage());
        }
    }

    private void handle(Request request, Response response, Callback done) {
        // A client that knows sends no request on a connection that is being closed at this moment.
        response.getHeaders().put(HttpHeader.KEEP_ALIVE, "timeout=" + HttpLimits.MAX_IDLE.toSeconds());
        try {
            String path = Request.getPathInContext(request);
            Endpoint probe = probes.get(path);
            if (probe != null) {
                probe.handle(request, response, done);
                return;
            }
            if (site.isPresent() && site.get().serves(path) && !closing) {
                site.get().handle(request, response, done);
                return;
            }
            Optional<Refusal> refusal = gatekeeper.refusal(request.getHeaders());
            if (refusal.isPresent()) {
                refuse(refusal.get(), response, done);
                return;
            }
            Endpoint endpoint = endpoints.get(path);
            if (endpoint == null) {
                refuse(new Refusal(HttpStatus.NOT_FOUND_404, "nothing is served at this path"), response, done);
            } else if (closing) {
                refuse(new Refusal(HttpStatus.SERVICE_UNAVAILABLE_503, "this server is ending"), response, done);
            } else {
                endpoint.handle(request, response, done);
            }
        } catch (IOException gone) {
            LOG.debug("A request could not be read: {}", gone.getMessage());
            done.failed(gone);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError fault) {
            LOG.error("A request failed by a fault of this server", fault);
            done.failed(fault);
        }
    }

    private static void refuse(Refusal refusal, Response response, Callback done) {
        if (refusal.status() == HttpStatus.UNAUTHORIZED_401) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer realm=\"wassette\"");
        }
        Answers.refuse(refusal, response, done);
    }

    private void health(Request request, Response response, Callback done) {
        Answers.empty(HttpStatus.OK_200, response, done);
    }

    private void ready(Request request, Response response, Callback done) {
        Answers.json(closing ? HttpStatus.SERVICE_UNAVAILABLE_503 : HttpStatus.OK_200, JsonObject.empty()
                .with("status", new JsonString(closing ? "ending" : "ready")), response, done);
    }

    private void info(Request request, Response response, Callback done) {
        String version = mcp.info().version();
        Answers.json(HttpStatus.OK_200, JsonObject.empty()
                .with("version", new JsonString(version))
                .with("build_info", new JsonString(mcp.info().name() + " " + version + ", Java "
                        + Runtime.version().feature())), response, done);
    }
}
