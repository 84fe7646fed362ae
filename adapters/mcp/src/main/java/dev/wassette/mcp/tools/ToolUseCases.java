package dev.wassette.mcp.tools;

import dev.wassette.application.port.in.AttachPolicy;
import dev.wassette.application.port.in.CallTool;
import dev.wassette.application.port.in.ChangePermissions;
import dev.wassette.application.port.in.GetPolicy;
import dev.wassette.application.port.in.ListComponents;
import dev.wassette.application.port.in.ListTools;
import dev.wassette.application.port.in.LoadComponent;
import dev.wassette.application.port.in.SearchComponents;
import dev.wassette.application.port.in.UnloadComponent;
import java.util.Objects;

/// What tools do.
public record ToolUseCases(LoadComponent load, UnloadComponent unload, ListComponents components, SearchComponents search,
        ChangePermissions change, AttachPolicy attach, GetPolicy policies, ListTools list, CallTool call) {
    public ToolUseCases {
        Objects.requireNonNull(load);
        Objects.requireNonNull(unload);
        Objects.requireNonNull(components);
        Objects.requireNonNull(search);
        Objects.requireNonNull(change);
        Objects.requireNonNull(attach);
        Objects.requireNonNull(policies);
        Objects.requireNonNull(list);
        Objects.requireNonNull(call);
    }
}
