/// The Model Context Protocol server.
module dev.wassette.mcp {
    requires transitive dev.wassette.application;
    requires org.slf4j;

    exports dev.wassette.mcp;
    exports dev.wassette.mcp.protocol;
    exports dev.wassette.mcp.tools;
}
