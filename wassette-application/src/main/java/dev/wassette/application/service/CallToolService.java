package dev.wassette.application.service;

import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.port.in.CallTool;
import dev.wassette.application.port.in.Content;
import dev.wassette.application.port.in.MissingPermission;
import dev.wassette.application.port.out.ComponentRuntime;
import dev.wassette.application.port.out.ComponentRuntime.CallEnd;
import dev.wassette.application.port.out.ComponentRuntime.CallOutcome;
import dev.wassette.application.port.out.ComponentRuntime.Denied;
import dev.wassette.application.service.CatalogTool.Body;
import dev.wassette.application.service.Policies.Allowance;
import dev.wassette.application.service.Snapshot.Ambiguous;
import dev.wassette.application.service.Snapshot.Found;
import dev.wassette.application.service.Snapshot.Unknown;
import dev.wassette.application.service.WitToJson.ResultTooLarge;
import dev.wassette.domain.Caller;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.Tool;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.policy.ResourceLimits;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Finds the tool, converts the arguments, calls, converts the result.
public final class CallToolService implements CallTool {
    private static final Logger LOG = System.getLogger("dev.wassette.application");
    private static final String LIMITS = "permissions.resources.limits.";

    private final ToolCatalog catalog;
    private final KeptComponents kept;
    private final Policies policies;
    private final Audit audit;

    public CallToolService(ToolCatalog catalog, KeptComponents kept, Policies policies, Audit audit) {
        this.catalog = Objects.requireNonNull(catalog);
        this.kept = Objects.requireNonNull(kept);
        this.policies = Objects.requireNonNull(policies);
        this.audit = Objects.requireNonNull(audit);
    }

    @Override
    public Outcome call(String tool, JsonObject arguments, Caller caller) {
        long start = audit.nanos();
        Outcome outcome;
        try {
            outcome = resolve(tool, arguments, caller);
        } catch (RuntimeException fault) {
            outcome = new Failed(Reason.INTERNAL, InternalFaults.report("calling " + tool, fault));
        }
        audit.called(tool, component(tool), arguments, outcome, start);
        return outcome;
    }

    private Optional<ComponentId> component(String tool) {
        return catalog.snapshot().resolve(tool) instanceof Found(CatalogTool found)
                ? Optional.of(found.component()) : Optional.empty();
    }

    private Outcome resolve(String name, JsonObject arguments, Caller caller) {
        Optional<String> problem = lookUp(name);
        return switch (catalog.snapshot().resolve(name)) {
            case Found(CatalogTool tool) when tool.body().isPresent() ->
                call(name, tool, tool.body().get(), arguments, caller);
            // Another one than we have looked up, or the same come back: the catalogue has changed, so look again.
            case Found _ when problem.isEmpty() -> resolve(name, arguments, caller);
            case Found _, Unknown() -> new Failed(Reason.UNKNOWN_TOOL, "Failed to find component for tool '" + name
                    + "': " + problem.map("Its component cannot be used: "::concat).orElse(
                            "Tool not found. Load its component first, or use a name from the list of tools."));
            case Ambiguous(String ids, String names) -> new Failed(Reason.AMBIGUOUS_TOOL, "Failed to find component for tool '" + name
                    + "': Multiple components found for tool '" + name + "': " + ids + ". Call "
                    + names + ".");
        };
    }

    /// Looks into the store where it matters: at the component of the tool, or at everything when there is no such tool.
    ///
    /// @return what is wrong with the component as it is stored now, if anything
    private Optional<String> lookUp(String name) {
        Snapshot snapshot = catalog.snapshot();
        return switch (snapshot.resolve(name)) {
            case Found(CatalogTool tool) -> snapshot.component(tool.component()).flatMap(kept::require);
            case Unknown() -> {
                kept.catchUp();
                yield Optional.empty();
            }
            case Ambiguous _ -> Optional.empty();
        };
    }

    private Outcome call(String name, CatalogTool listed, Body body, JsonObject arguments, Caller caller) {
        ComponentId id = listed.component();
        try {
            List<WitValue> values = JsonToWit.arguments(body.signature(), arguments);
            Allowance allowed = policies.allowance(id);
            Grant grant = allowed.grant();
            Optional<CallEnd> end = body.component().call(listed.function(), values, grant, caller);
            if (end.isEmpty()) {
                // Retired since we looked it up: the catalogue has changed, so look again.
                return resolve(name, arguments, caller);
            }
            var tool = new Tool(listed.name(), listed.description().description(), listed.function(), body.signature());
            return outcome(tool, grant, end.get().outcome(), missing(id, end.get().denied(), allowed));
        } catch (BadArguments e) {
            return new Failed(Reason.BAD_ARGUMENTS, "Bad arguments for tool '" + name + "': " + e.getMessage());
        }
    }

    private List<MissingPermission> missing(ComponentId id, List<Denied> denied, Allowance allowed) {
        List<MissingPermission> missing = DenialAdvice.explain(id, denied, policies, allowed);
        missing.forEach(each -> LOG.log(Level.WARNING, "{0}", each.text()));
        return missing;
    }

    private static Outcome outcome(Tool tool, Grant grant, CallOutcome outcome, List<MissingPermission> missing) {
        ResourceLimits limits = grant.resources();
        return switch (outcome) {
            case ComponentRuntime.Returned returned -> returned(tool, limits, returned, missing);
            case ComponentRuntime.Trapped(String message) ->
                new Failed(Reason.TRAPPED, "Tool '" + tool.name() + "' failed: " + message, missing);
            case ComponentRuntime.TimedOut() -> new Failed(Reason.TIMED_OUT, "Tool '" + tool.name()
                    + "' was stopped after " + seconds(limits.time()) + ", the time a call may take" + raise("wall_time"),
                    missing);
            case ComponentRuntime.OutOfProcessorTime() -> new Failed(Reason.OUT_OF_PROCESSOR_TIME, "Tool '"
                    + tool.name() + "' was stopped after computing for " + seconds(limits.cpuTime())
                    + ", the processor time a call may take" + raise("cpu_time"), missing);
            case ComponentRuntime.Cancelled() -> new Failed(Reason.CANCELLED, "Tool '" + tool.name()
                    + "' was stopped, because the call was cancelled.", missing);
            case ComponentRuntime.Exited(int status) -> new Failed(Reason.EXITED, "Tool '" + tool.name()
                    + "' ended with exit status " + status + " before it had a result.", missing);
            case ComponentRuntime.Busy() -> new Failed(Reason.BUSY, "Tool '" + tool.name() + "' was not started: for "
                    + seconds(limits.time()) + " too many calls were running. Try again later. Of one component "
                    + limits.concurrentCalls() + " calls run at once" + raise("concurrent_calls"));
        };
    }

    private static String raise(String key) {
        return " (" + LIMITS + key + " in its policy).";
    }

    private static Outcome returned(Tool tool, ResourceLimits limits, ComponentRuntime.Returned returned,
            List<MissingPermission> missing) {
        try {
            return returned(tool.signature().result(), returned.value(), limits.resultSize(), missing);
        } catch (ResultTooLarge e) {
            return new Failed(Reason.RESULT_TOO_LARGE, "Tool '" + tool.name() + "' ran, but " + e.getMessage()
                    + ". Ask it for less at once, or raise the limit" + raise("result_size"), missing);
        }
    }

    /// What is not there to be shown, such as the error in place of an image, is returned as any other value.
    private static Outcome returned(Optional<WitType> type, Optional<WitValue> value, int mostCharacters,
            List<MissingPermission> missing) throws ResultTooLarge {
        Optional<List<Content>> shown = WitContent.isContent(type) && value.isPresent()
                ? WitContent.contents(value.get(), mostCharacters) : Optional.empty();
        if (shown.isPresent()) {
            return new Shown(shown.get(), missing);
        }
        boolean isError = value.isPresent() && value.get() instanceof WitValue.Result result && !result.isOk();
        return new Returned(WitToJson.envelope(type, value, mostCharacters), isError, missing);
    }

    private static String seconds(Duration time) {
        return time.toMillis() / 1000.0 + " s";
    }
}
