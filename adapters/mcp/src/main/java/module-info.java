/// The Model Context Protocol server.
module dev.wassette.mcp {
    requires transitive dev.wassette.application;
    requires io.modelcontextprotocol.sdk.mcp;
    requires org.slf4j;
    requires tools.jackson.databind;
}
