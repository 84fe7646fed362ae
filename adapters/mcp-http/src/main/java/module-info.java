/// The HTTP transports of the Model Context Protocol server.
module dev.wassette.mcp.http {
    requires transitive dev.wassette.mcp;
    requires org.eclipse.jetty.server;
    requires org.slf4j;

    exports dev.wassette.mcp.http;
}
