package dev.wassette.mcp.tools;

import dev.wassette.application.port.in.BuiltInTool;

/// What an agent is told about this server when it begins. Names no tool that it may not call.
final class Instructions {
    private static final String SANDBOX = """
            Each tool here is a function of a WebAssembly component and runs in a sandbox. It starts from nothing at \
            every call, and reaches no file, host or environment variable that its component's policy does not grant.
            """;
    private static final String LOADING = """
            Load components with load-component (a path such as ./tool.wasm, or a URI: oci://ghcr.io/name/tool:1.0, \
            https://example.com/tool.wasm, file:///path); their functions then \
            appear in the list of tools.\
            """;
    private static final String LISTING = " See what is loaded with list-components.";
    private static final String UNLOADING = " Remove a component with unload-component.";
    private static final String DENIED = """
            When a tool is denied something, do not edit policy files. Tell the user which permission is missing and \
            why the tool asks for it, or find a way that does without.""";

    private Instructions() {}

    static String of(BuiltInTools tools) {
        String managing = (tools.offers(BuiltInTool.LOAD_COMPONENT) ? LOADING : "")
                + (tools.offers(BuiltInTool.LIST_COMPONENTS) ? LISTING : "")
                + (tools.offers(BuiltInTool.UNLOAD_COMPONENT) ? UNLOADING : "");
        return SANDBOX + (managing.isEmpty() ? "" : managing.strip() + "\n") + DENIED;
    }
}
