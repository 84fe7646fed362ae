package dev.wassette.bootstrap;

import dev.wassette.cli.HttpOptions;
import dev.wassette.cli.ServeOptions;
import dev.wassette.mcp.McpServerAdapter;
import dev.wassette.mcp.http.HttpSettings;
import dev.wassette.mcp.http.HttpSettings.Transport;
import dev.wassette.mcp.http.McpHttpServer;
import dev.wassette.storage.filesystem.TokenFile;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves over HTTP until the process is asked to end. Apart from [Wiring], so that no class of it is loaded by a server
/// on the standard streams.
final class HttpFront {
    private final Logger log = LoggerFactory.getLogger("wassette");
    private final McpServerAdapter mcp;
    private final ServeOptions options;

    HttpFront(McpServerAdapter mcp, ServeOptions options) {
        this.mcp = mcp;
        this.options = options;
    }

    /// Serves until the process is asked to end.
    ///
    /// @return the exit status of the process
    int serve() {
        HttpOptions http = options.http();
        try {
            Optional<String> token = token(http);
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
        var settings = new HttpSettings(
                sse ? Transport.SSE : Transport.STREAMABLE, http.host(), http.port(), http.allowedHosts(), token);
        try (var server = new McpHttpServer(mcp.server(), settings)) {
            server.start();
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(server::close));
            String host = http.host().contains(":") ? "[" + http.host() + "]" : http.host();
            log.info("MCP server is ready and listening on http://{}:{}{}", host, server.port(), sse ? "/sse" : "/mcp");
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
