package dev.wassette.web.ui;

import dev.wassette.application.port.in.CallTool;
import dev.wassette.application.port.in.ChangePermissions;
import dev.wassette.application.port.in.GetPolicy;
import dev.wassette.application.port.in.ListComponents;
import dev.wassette.application.port.in.ListEvents;
import java.util.Objects;

/// What the pages show and do.
public record UiUseCases(ListComponents components, GetPolicy policies, ChangePermissions change, CallTool call,
        ListEvents events) {
    public UiUseCases {
        Objects.requireNonNull(components);
        Objects.requireNonNull(policies);
        Objects.requireNonNull(change);
        Objects.requireNonNull(call);
        Objects.requireNonNull(events);
    }
}
