package dev.wassette.application.service;

/// How much a component's author, a guest or an agent may make us hold, say or walk through.
final class ServiceLimits {

    /// Characters of a search for components that are looked at. Stops a query of megabytes from being split into words.
    static final int MAX_QUERY_LENGTH = 1_000;

    /// Types inside one another in a signature. Stops types that are nested to exhaust the stack or the depth that JSON
    /// libraries accept: a level makes at most four levels of schema, and Jackson stops at 500. Wasmtime allows
    /// components the same 100.
    static final int MAX_TYPE_DEPTH = 100;

    /// Characters of all schemas of one component, roughly. Stops types that use another type twice, forty levels
    /// deep: small in the binary, endless as a tree. 2 Mi are some thousand tools with ten parameters each.
    static final int MAX_SCHEMA_SIZE = 2 << 20;

    /// Tools of one component. Stops a component from drowning the tools of all others. The largest components known
    /// export some hundred functions.
    static final int MAX_TOOLS = 2_000;

    /// Characters of a tool's name. Longer names are refused by clients, and with them the whole list of tools. The
    /// number is that of [dev.wassette.domain.ToolName].
    static final int MAX_TOOL_NAME_LENGTH = 128;

    /// Warnings of one load. Stops a component with 100,000 odd exports from filling the answer.
    static final int MAX_WARNINGS = 20;

    /// Bytes of a `package-docs` section that are looked at. Stops a huge section from taking heap many times its
    /// size. The documentation of all of WASI 0.2 has 200 KiB.
    static final int MAX_DOCS_SIZE = 1 << 20;

    /// Characters of a description. Stops documentation from flooding the agent's context, which every tool shares.
    static final int MAX_DESCRIPTION_LENGTH = 8_192;

    /// Values in the arguments of one call. Stops arguments that unfold: `[{},{},...]` for a list of records with a
    /// thousand optional fields. 4 Mi values take about 200 MiB of heap.
    static final int MAX_ARGUMENT_VALUES = 4 << 20;

    /// Characters of a value that an error message quotes. Stops messages as large as the argument they are about.
    static final int MAX_QUOTE_LENGTH = 60;

    /// Characters of what a component was denied that a message quotes. Stops a component from writing a letter to the
    /// agent in the name of a host. A DNS name has at most 253.
    static final int MAX_TARGET_LENGTH = 300;

    /// Characters of one text in the audit trail. Stops a client from writing documents into it, and keeps most of what a
    /// text holds out of it; other implementations log as much.
    static final int MAX_RECORDED_TEXT = 200;

    /// Characters of the arguments of one call in the audit trail, roughly. Stops a client from filling it with a few calls.
    static final int MAX_RECORDED_ARGUMENTS = 1_000;

    /// Names of cases or flags that an error message lists.
    static final int MAX_LISTED_NAMES = 30;

    private ServiceLimits() {}

    /// Permissions of a proposed policy that the answer to a load lists: 100. Whoever published the component wrote them,
    /// and an agent reads them all. Policies have ten.
    static final int MAX_PROPOSAL_LINES = 100;

    /// Characters of each of them: 200. Stops a publisher from telling an agent stories in the name of a file. Hosts and
    /// paths that are meant have fewer.
    static final int MAX_PROPOSAL_LINE = 200;

    /// Components of one list of published ones: 10,000. Each search looks at all of them, and an agent may be shown them.
    static final int MAX_PUBLISHED = 10_000;

    /// Characters of a name, a description or a URI in such a list: 1,000. Stops whoever publishes from writing documents to agents.
    static final int MAX_PUBLISHED_TEXT = 1_000;
}
