package dev.wassette.application.service;

import dev.wassette.application.port.out.ComponentRuntime.DecodedComponent;
import dev.wassette.application.port.out.ComponentRuntime.ExportedFunction;
import dev.wassette.application.service.PackageDocs.Unreadable;
import dev.wassette.domain.Tool;
import dev.wassette.domain.ToolName;
import dev.wassette.domain.wit.FunctionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes the tools of one component out of its exports.
final class ToolMaker {
    private final SignatureCheck check = new SignatureCheck();
    private final ToolNames names = new ToolNames();
    private final List<Tool> tools = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final PackageDocs docs;

    private ToolMaker(DecodedComponent component) {
        this.docs = component.customSection(PackageDocs.SECTION).map(this::read).orElse(PackageDocs.NONE);
    }

    /// The tools of a component.
    ///
    /// @param tools in the order of the exports; names differ
    /// @param warnings sentences for the user about exports and documentation that could not be used
    record Made(List<Tool> tools, List<String> warnings) {
        Made {
            tools = List.copyOf(tools);
            warnings = List.copyOf(warnings);
        }
    }

    /// {@return a tool for each function that can be one}
    static Made make(DecodedComponent component) {
        var maker = new ToolMaker(component);
        component.functions().forEach(maker::offer);
        if (maker.tools.isEmpty()) {
            maker.warnings.addFirst("The component has no function that can be a tool.");
        }
        return new Made(maker.tools, atMost(ServiceLimits.MAX_WARNINGS, maker.warnings));
    }

    private PackageDocs read(byte[] section) {
        try {
            return PackageDocs.read(section);
        } catch (Unreadable e) {
            warnings.add("The descriptions of the tools are generated, because the section '" + PackageDocs.SECTION
                    + "' cannot be read: " + e.getMessage() + ".");
            return PackageDocs.NONE;
        }
    }

    private void offer(ExportedFunction function) {
        Optional<String> objection = tools.size() < ServiceLimits.MAX_TOOLS ? check.objection(function.signature())
                : Optional.of("a component has at most " + ServiceLimits.MAX_TOOLS + " tools");
        if (objection.isPresent()) {
            warnings.add("Function '" + function.name() + "' is not offered as a tool: " + objection.get() + ".");
        } else {
            tools.add(tool(function));
        }
    }

    private Tool tool(ExportedFunction function) {
        FunctionName name = function.name();
        ToolName toolName = names.next(name);
        String description =
                docs.of(name).orElseGet(() -> "Auto-generated schema for function '" + toolName + "'");
        return new Tool(toolName, description, name, function.signature());
    }

    private static List<String> atMost(int most, List<String> warnings) {
        if (warnings.size() <= most) {
            return warnings;
        }
        List<String> first = new ArrayList<>(warnings.subList(0, most));
        first.add("And " + (warnings.size() - most) + " warnings more.");
        return first;
    }
}
