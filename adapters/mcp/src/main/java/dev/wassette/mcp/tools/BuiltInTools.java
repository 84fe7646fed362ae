package dev.wassette.mcp.tools;

import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.port.in.BuiltInTool;
import dev.wassette.application.port.in.ToolDescription;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The tools of the server itself, as many of them as an agent may use. Safe for use by several threads.
final class BuiltInTools {
    private final ComponentTools components;
    private final PermissionTools permissions;
    private final Set<BuiltInTool> offered;
    private final List<ToolDescription> descriptions;

    /// @param offered those that an agent sees and may call
    BuiltInTools(ToolUseCases useCases, Set<BuiltInTool> offered) {
        this.components = new ComponentTools(useCases.load(), useCases.unload(), useCases.components(), useCases.search());
        this.permissions = new PermissionTools(useCases.change(), useCases.attach(), useCases.policies());
        this.offered = offered;
        this.descriptions = Stream.of(components.descriptions(), permissions.descriptions()).flatMap(List::stream)
                .filter(tool -> BuiltInTool.named(tool.name().value()).filter(offered::contains).isPresent())
                .toList();
    }

    List<ToolDescription> descriptions() {
        return descriptions;
    }

    boolean offers(BuiltInTool tool) {
        return offered.contains(tool);
    }

    /// @param listChanged called when a component came or went, before this method returns
    JsonObject call(BuiltInTool tool, JsonObject arguments, Runnable listChanged) {
        if (offered.isEmpty()) {
            return ToolJson.error("Built-in tools are disabled");
        }
        if (!offers(tool)) {
            return ToolJson.error("The built-in tool '" + tool.word() + "' is disabled");
        }
        return switch (tool) {
            case LOAD_COMPONENT -> components.load(arguments, listChanged);
            case UNLOAD_COMPONENT -> components.unload(arguments, listChanged);
            case LIST_COMPONENTS -> components.list();
            case SEARCH_COMPONENTS -> components.search(arguments);
            case GET_POLICY, GRANT_STORAGE, GRANT_NETWORK, GRANT_ENVIRONMENT, REVOKE_STORAGE, REVOKE_NETWORK,
                    REVOKE_ENVIRONMENT, RESET_PERMISSION, ATTACH_POLICY, DETACH_POLICY -> permissions.call(tool, arguments);
        };
    }
}
