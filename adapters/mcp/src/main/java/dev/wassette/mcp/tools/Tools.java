package dev.wassette.mcp.tools;

import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.port.in.CallTool;
import dev.wassette.application.port.in.ListTools;
import dev.wassette.application.port.in.ToolDescription;
import dev.wassette.domain.Caller;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All tools: those of the loaded components, then the built-in ones. Safe for use by several threads.
public final class Tools {
    private static final Logger LOG = LoggerFactory.getLogger(Tools.class);

    private final ListTools list;
    private final CallTool call;
    private final BuiltInTools builtIn;
    private final PermissionTools permissions;

    public Tools(ListTools list, CallTool call, BuiltInTools builtIn, PermissionTools permissions) {
        this.list = Objects.requireNonNull(list);
        this.call = Objects.requireNonNull(call);
        this.builtIn = Objects.requireNonNull(builtIn);
        this.permissions = Objects.requireNonNull(permissions);
    }

    /// {@return the tools as MCP's schema `Tool`}
    ///
    /// A component's tool with the name of a built-in one cannot be called, so it is not listed.
    public JsonArray list() {
        List<ToolDescription> components = list.tools().stream()
                .filter(tool -> !isBuiltIn(tool.name().value()))
                .toList();
        return ToolJson.tools(Stream.of(components, builtIn.descriptions(), permissions.descriptions())
                .flatMap(List::stream)
                .toList());
    }

    private boolean isBuiltIn(String tool) {
        return builtIn.has(tool) || permissions.has(tool);
    }

    /// Calls a tool, and waits for its end.
    ///
    /// @param caller hears of the call while it runs, and can end it where a component runs
    /// @param listChanged called when another [#list] is the consequence, before this method returns
    /// @return MCP's schema `CallToolResult`; whatever goes wrong with a call is one of these too
    public JsonObject call(String tool, JsonObject arguments, Caller caller, Runnable listChanged) {
        long start = System.nanoTime();
        try {
            return builtIn.has(tool)
                    ? builtIn.call(tool, arguments, listChanged)
                    : permissions.has(tool) ? permissions.call(tool, arguments)
                    : ToolJson.result(call.call(tool, arguments, caller));
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError fault) {
            LOG.error("The call of the tool '{}' failed by a fault of this server", tool, fault);
            return ToolJson.error("The server made a mistake in this call; its log says more");
        } finally {
            LOG.debug("Call of the tool '{}' took {} us", tool, (System.nanoTime() - start) / 1_000);
        }
    }
}
