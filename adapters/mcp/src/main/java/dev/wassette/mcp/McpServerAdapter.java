package dev.wassette.mcp;

import dev.wassette.application.port.in.CallTool;
import dev.wassette.application.port.in.ChangePermissions;
import dev.wassette.application.port.in.GetPolicy;
import dev.wassette.application.port.in.ListComponents;
import dev.wassette.application.port.in.ListTools;
import dev.wassette.application.port.in.LoadComponent;
import dev.wassette.application.port.in.UnloadComponent;
import dev.wassette.mcp.protocol.McpServer;
import dev.wassette.mcp.protocol.ServerInfo;
import dev.wassette.mcp.stdio.StdioServer;
import dev.wassette.mcp.tools.BuiltInTools;
import dev.wassette.mcp.tools.PermissionTools;
import dev.wassette.mcp.tools.Tools;
import java.io.InputStream;
import java.io.OutputStream;

/// Offers the tools of all loaded components, and the tools that manage components, to an MCP client. Speaks the
/// revisions 2024-11-05 to 2026-07-28 of the protocol.
public final class McpServerAdapter {
    private final McpServer server;

    /// @param version our own version, as the client is told
    public McpServerAdapter(LoadComponent load, UnloadComponent unload, ListComponents components, ListTools list,
            CallTool call, ChangePermissions change, GetPolicy policies, String version) {
        var tools = new Tools(list, call, new BuiltInTools(load, unload, components),
                new PermissionTools(change, policies));
        this.server = new McpServer(tools, new ServerInfo("wassette", version));
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
