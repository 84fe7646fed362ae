package dev.wassette.component.plan;

import java.util.List;

/// One step of a plan: instantiate a core module. The n-th step of a plan makes core instance n.
///
/// @param module the number of the module in the [Plan]
/// @param imports in the order of the module's import section
public record CoreInstantiation(int module, List<CoreItem> imports) {
    public CoreInstantiation {
        imports = List.copyOf(imports);
    }
}
