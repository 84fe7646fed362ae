package dev.wassette.mcp.tools;

import dev.wassette.application.actor.Acting;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.port.in.BuiltInTool;
import dev.wassette.application.port.in.CallTool;
import dev.wassette.application.port.in.ListTools;
import dev.wassette.domain.Caller;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All tools: those of the loaded components, then the built-in ones. Safe for use by several threads.
public final class Tools {
    private static final Logger LOG = LoggerFactory.getLogger(Tools.class);

    private final ListTools list;
    private final CallTool call;
    private final BuiltInTools builtIn;

    /// @param offered the built-in tools that an agent sees and may call
    public Tools(ToolUseCases useCases, Set<BuiltInTool> offered) {
        this.list = useCases.list();
        this.call = useCases.call();
        this.builtIn = new BuiltInTools(useCases, offered);
    }

    /// {@return what an agent is told about these tools when it begins}
    public String instructions() {
        return Instructions.of(builtIn);
    }

    /// {@return the tools as MCP's schema `Tool`}
    public JsonArray list() {
        return ToolJson.tools(Stream.of(list.tools(), builtIn.descriptions()).flatMap(List::stream).toList());
    }

    /// Calls a tool, and waits for its end.
    ///
    /// @param caller hears of the call while it runs, and can end it where a component runs
    /// @param listChanged called when another [#list] is the consequence, before this method returns
    /// @return MCP's schema `CallToolResult`; whatever goes wrong with a call is one of these too
    public JsonObject call(String tool, JsonObject arguments, Caller caller, Runnable listChanged) {
        long start = System.nanoTime();
        try {
            return Acting.as(caller.name(), () -> carryOut(tool, arguments, caller, listChanged));
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError fault) {
            LOG.error("The call of the tool '{}' failed by a fault of this server", tool, fault);
            return ToolJson.error("The server made a mistake in this call; its log says more");
        } finally {
            LOG.debug("Call of the tool '{}' took {} us", tool, (System.nanoTime() - start) / 1_000);
        }
    }

    private JsonObject carryOut(String tool, JsonObject arguments, Caller caller, Runnable listChanged) {
        Optional<BuiltInTool> own = BuiltInTool.named(tool);
        return own.isPresent() ? builtIn.call(own.get(), arguments, listChanged)
                : ToolJson.result(call.call(tool, arguments, caller), this::offers);
    }

    private boolean offers(String tool) {
        return BuiltInTool.named(tool).filter(builtIn::offers).isPresent();
    }
}
