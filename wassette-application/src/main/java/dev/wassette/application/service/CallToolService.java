package dev.wassette.application.service;

import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.port.in.CallTool;
import dev.wassette.application.port.in.Content;
import dev.wassette.application.port.out.ComponentRuntime;
import dev.wassette.application.port.out.ComponentRuntime.CallOutcome;
import dev.wassette.application.service.Snapshot.Ambiguous;
import dev.wassette.application.service.Snapshot.Found;
import dev.wassette.application.service.Snapshot.Unknown;
import dev.wassette.application.service.WitToJson.ResultTooLarge;
import dev.wassette.domain.Caller;
import dev.wassette.domain.Tool;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitValue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Finds the tool, converts the arguments, calls, converts the result.
public final class CallToolService implements CallTool {
    private final ToolCatalog catalog;

    public CallToolService(ToolCatalog catalog) {
        this.catalog = Objects.requireNonNull(catalog);
    }

    @Override
    public Outcome call(String tool, JsonObject arguments, Caller caller) {
        try {
            return resolve(tool, arguments, caller);
        } catch (RuntimeException fault) {
            return new Failed(Reason.INTERNAL, InternalFaults.report("calling " + tool, fault));
        }
    }

    private Outcome resolve(String name, JsonObject arguments, Caller caller) {
        return switch (catalog.snapshot().resolve(name)) {
            case Found(LoadedTool tool) -> call(name, tool, arguments, caller);
            case Unknown() -> new Failed(Reason.UNKNOWN_TOOL, "Failed to find component for tool '" + name
                    + "': Tool not found. Load its component first, or use a name from the list of tools.");
            case Ambiguous(String ids, String names) -> new Failed(Reason.AMBIGUOUS_TOOL, "Failed to find component for tool '" + name
                    + "': Multiple components found for tool '" + name + "': " + ids + ". Call "
                    + names + ".");
        };
    }

    private Outcome call(String name, LoadedTool loaded, JsonObject arguments, Caller caller) {
        Tool tool = loaded.tool();
        Grant grant = Grant.nothing();
        try {
            Optional<CallOutcome> outcome = loaded.component()
                    .call(tool.function(), JsonToWit.arguments(tool.signature(), arguments), grant, caller);
            // Retired since we looked it up: the catalogue has changed, so look again.
            return outcome.isEmpty() ? resolve(name, arguments, caller) : outcome(tool, grant, outcome.get());
        } catch (BadArguments e) {
            return new Failed(Reason.BAD_ARGUMENTS, "Bad arguments for tool '" + name + "': " + e.getMessage());
        }
    }

    private static Outcome outcome(Tool tool, Grant grant, CallOutcome outcome) {
        return switch (outcome) {
            case ComponentRuntime.Returned returned -> returned(tool, returned);
            case ComponentRuntime.Trapped(String message) ->
                new Failed(Reason.TRAPPED, "Tool '" + tool.name() + "' failed: " + message);
            case ComponentRuntime.TimedOut() -> new Failed(Reason.TIMED_OUT, "Tool '" + tool.name()
                    + "' was stopped after " + seconds(grant) + ", the time a call may take.");
            case ComponentRuntime.Cancelled() -> new Failed(Reason.CANCELLED, "Tool '" + tool.name()
                    + "' was stopped, because the call was cancelled.");
            case ComponentRuntime.Exited(int status) -> new Failed(Reason.EXITED, "Tool '" + tool.name()
                    + "' ended with exit status " + status + " before it had a result.");
            case ComponentRuntime.Busy() -> new Failed(Reason.BUSY, "Tool '" + tool.name() + "' was not started: for "
                    + seconds(grant) + " too many calls were running. Try again later.");
        };
    }

    private static Outcome returned(Tool tool, ComponentRuntime.Returned returned) {
        try {
            return returned(tool.signature().result(), returned.value());
        } catch (ResultTooLarge e) {
            return new Failed(Reason.RESULT_TOO_LARGE, "Tool '" + tool.name() + "' ran, but " + e.getMessage()
                    + ". Ask it for less at once.");
        }
    }

    /// What is not there to be shown, such as the error in place of an image, is returned as any other value.
    private static Outcome returned(Optional<WitType> type, Optional<WitValue> value) throws ResultTooLarge {
        Optional<List<Content>> shown = WitContent.isContent(type) && value.isPresent()
                ? WitContent.contents(value.get()) : Optional.empty();
        if (shown.isPresent()) {
            return new Shown(shown.get());
        }
        boolean isError = value.isPresent() && value.get() instanceof WitValue.Result result && !result.isOk();
        return new Returned(WitToJson.envelope(type, value), isError);
    }

    private static String seconds(Grant grant) {
        return grant.resources().time().toMillis() / 1000.0 + " s";
    }
}
