package dev.wassette.mcp;

import dev.wassette.application.port.in.BuiltInTool;
import dev.wassette.mcp.protocol.McpServer;
import dev.wassette.mcp.protocol.ServerInfo;
import dev.wassette.mcp.stdio.StdioServer;
import dev.wassette.mcp.tools.ToolUseCases;
import dev.wassette.mcp.tools.Tools;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;

/// Offers the tools of all loaded components, and the tools that manage components, to an MCP client. Speaks the
/// revisions 2024-11-05 to 2026-07-28 of the protocol.
public final class McpServerAdapter {
    private final McpServer server;

    /// @param builtIn the tools of the server itself that an agent sees and may call
    /// @param version our own version, as the client is told
    public McpServerAdapter(ToolUseCases useCases, Set<BuiltInTool> builtIn, String version) {
        this.server = new McpServer(new Tools(useCases, builtIn), new ServerInfo("wassette", version));
    }

    /// {@return what other transports serve}
    public McpServer server() {
        return server;
    }

    /// Serves one client: one message a line, as UTF-8. Returns when the input has ended and all calls that were
    /// running then are answered, at the latest 90 seconds after its end.
    ///
    /// @param in read to its end, not closed
    /// @param out belongs to this server while it runs; not closed
    public void serveStdio(InputStream in, OutputStream out) {
        new StdioServer(server, in, out).run();
    }
}
