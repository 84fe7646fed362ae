package dev.wassette.bootstrap;

import dev.wassette.cli.HttpOptions;
import dev.wassette.cli.ServeOptions;
import dev.wassette.mcp.McpServerAdapter;
import dev.wassette.mcp.http.HttpSettings;
import dev.wassette.mcp.http.HttpSettings.Transport;
import dev.wassette.mcp.http.McpHttpServer;
import dev.wassette.storage.filesystem.TokenFile;
import dev.wassette.web.ui.UiUseCases;
import dev.wassette.web.ui.WebUi;
import java.io.IOException;
import java.net.InetAddress;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves over HTTP until the process is asked to end. Apart from [Wiring], so that no class of it is loaded by a server
/// on the standard streams.
final class HttpFront {
    private final Logger log = LoggerFactory.getLogger("wassette");
    private final McpServerAdapter mcp;
    private final ServeOptions options;
    private final Supplier<UiUseCases> useCases;

    /// @param useCases what pages for people show and do; asked only where they are wanted
    HttpFront(McpServerAdapter mcp, ServeOptions options, Supplier<UiUseCases> useCases) {
        this.mcp = mcp;
        this.options = options;
        this.useCases = useCases;
    }

    /// Serves until the process is asked to end.
    ///
    /// @return the exit status of the process
    int serve() {
        HttpOptions http = options.http();
        try {
            Optional<String> token = token(http);
            if (http.ui() && !isLoopback(http.host())) {
                log.error("Not listening at {} with --ui: that page is for people at this machine alone. Listen at 127.0.0.1.", http.host());
                return 1;
            }
            if (token.isEmpty() && !isLoopback(http.host())) {
                if (http.requireAuth()) {
                    log.error("Not listening at {} without a token: others than this machine could use every tool. "
                            + "Give one with --auth-token-file, or listen at 127.0.0.1.", http.host());
                    return 1;
                }
                log.warn("ANYBODY who reaches {} can use every tool and load components, as there is no token. "
                        + "Give one with --auth-token-file, or listen at 127.0.0.1.", http.host());
            }
            return serve(http, token);
        } catch (IOException e) {
            log.error("{}", e.getMessage());
            return 1;
        }
    }

    private int serve(HttpOptions http, Optional<String> token) throws IOException {
        boolean sse = options.transport() == ServeOptions.Transport.SSE;
        Optional<UiSite> site = http.ui() ? Optional.of(new UiSite(new WebUi(useCases.get(), http.port(), ZoneId.systemDefault())))
                : Optional.empty();
        var settings = new HttpSettings(sse ? Transport.SSE : Transport.STREAMABLE, http.host(), http.port(), http.allowedHosts(),
                token, site.map(pages -> pages));
        try (var server = new McpHttpServer(mcp.server(), settings)) {
            server.start();
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(server::close));
            String host = http.host().contains(":") ? "[" + http.host() + "]" : http.host();
            log.info("MCP server is ready and listening on http://{}:{}{}", host, server.port(), sse ? "/sse" : "/mcp");
            // For the eyes of who started it: a log may be kept.
            site.ifPresent(pages -> System.err.println("For people at this machine: http://" + host + ":" + server.port()
                    + WebUi.PATH + "#token=" + pages.token()));
            server.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static Optional<String> token(HttpOptions http) throws IOException {
        return http.tokenFile().isPresent() ? Optional.of(TokenFile.read(http.tokenFile().get())) : http.token();
    }

    private static boolean isLoopback(String host) throws IOException {
        return InetAddress.getByName(host).isLoopbackAddress();
    }
}
