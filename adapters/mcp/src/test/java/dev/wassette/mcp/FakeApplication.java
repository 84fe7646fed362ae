package dev.wassette.mcp;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonNull;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.port.in.BuiltInTool;
import dev.wassette.application.port.in.AttachPolicy;
import dev.wassette.application.port.in.CallTool;
import dev.wassette.application.port.in.ChangePermissions;
import dev.wassette.application.port.in.GetPolicy;
import dev.wassette.application.port.in.ListComponents;
import dev.wassette.application.port.in.ListTools;
import dev.wassette.application.port.in.LoadComponent;
import dev.wassette.application.port.in.MissingPermission;
import dev.wassette.application.port.in.PermissionRequest;
import dev.wassette.application.port.in.SearchComponents;
import dev.wassette.application.port.in.ToolDescription;
import dev.wassette.application.port.in.UnloadComponent;
import dev.wassette.domain.Caller;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.ToolName;
import dev.wassette.domain.policy.Access;
import dev.wassette.domain.policy.EnvironmentPermission;
import dev.wassette.domain.policy.NetworkPermission;
import dev.wassette.domain.policy.Policy;
import dev.wassette.domain.policy.Resource;
import dev.wassette.domain.policy.ResourcePermission;
import dev.wassette.domain.policy.StoragePermission;
import dev.wassette.mcp.tools.ToolUseCases;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// Stands for the application: components are names, and what a tool does follows from its name.
final class FakeApplication implements LoadComponent, UnloadComponent, ListComponents, SearchComponents, ListTools,
        CallTool, ChangePermissions, AttachPolicy, GetPolicy {
    final CountDownLatch gate = new CountDownLatch(1);
    final AtomicInteger calls = new AtomicInteger();
    private final Map<String, List<ToolDescription>> loaded = new ConcurrentHashMap<>();

    McpServerAdapter server() {
        return server(BuiltInTool.standard());
    }

    McpServerAdapter server(Set<BuiltInTool> builtIn) {
        var useCases = new ToolUseCases(this, this, this, this, this, this, this, this, this);
        return new McpServerAdapter(useCases, builtIn, "1.2.3");
    }

    @Override
    public List<Published> search(Optional<String> query) {
        return List.of(new Published("Time Server", "Tells the time, for " + query, "oci://example.com/time:1"));
    }

    @Override
    public LoadComponent.Outcome load(LoadRequest request) {
        String reference = request.reference();
        if (!reference.endsWith(".wasm")) {
            return new NotLoaded("Failed to load component: " + reference + ". Error: it does not end in .wasm");
        }
        if (reference.equals("fault.wasm")) {
            throw new IllegalStateException("planted");
        }
        String id = reference.substring(0, reference.length() - 5);
        boolean replaced = loaded.put(id, List.of(echo(), unit())) != null;
        List<String> warnings = id.equals("odd") ? List.of("A function is not offered.") : List.of();
        return new Loaded(new ComponentId(id), replaced, List.of(echo().name(), unit().name()), warnings);
    }

    private static ToolDescription echo() {
        JsonObject any = JsonObject.empty().with("type", new JsonString("object"));
        return new ToolDescription(new ToolName("echo"), "Returns what it gets.", any,
                Optional.of(any.with("required", JsonArray.of(new JsonString("result")))));
    }

    private static ToolDescription unit() {
        return new ToolDescription(new ToolName("unit"), "Returns nothing.",
                JsonObject.empty().with("type", new JsonString("object")), Optional.empty());
    }

    @Override
    public UnloadComponent.Outcome unload(String id) {
        return loaded.remove(id) == null ? new NotFound(id) : new Unloaded(new ComponentId(id));
    }

    @Override
    public List<Summary> components() {
        return new TreeMap<>(loaded).entrySet().stream()
                .map(entry -> new Summary(new ComponentId(entry.getKey()), entry.getValue())).toList();
    }

    @Override
    public List<ToolDescription> tools() {
        return loaded.isEmpty() ? List.of() : components().getFirst().tools();
    }

    @Override
    public CallTool.Outcome call(String tool, JsonObject arguments, Caller caller) {
        calls.incrementAndGet();
        return switch (tool) {
            case "echo" -> returned(arguments.get("value").orElse(arguments));
            case "unit" -> new Returned(JsonNull.NULL, false);
            case "size" -> returned(new JsonString("" + ((JsonString) arguments.get("text").orElseThrow())
                    .value().length()));
            case "wait" -> {
                caller.cancellation().onCancel(gate::countDown);
                await();
                yield returned(new JsonString("waited"));
            }
            case "trap" -> new Failed(Reason.TRAPPED, "the guest executed unreachable");
            case "denied" -> new Returned(JsonObject.empty().with("result", new JsonString("partly")), false, List.of(
                    new MissingPermission("Component 'x' was denied network access to 'https://a.example'.", Optional.of(
                            new MissingPermission.Remedy("grant-network-permission", JsonObject.empty()
                                    .with("component_id", new JsonString("x")), "wassette permission grant network x a.example"))),
                    new MissingPermission("Component 'x' was denied something else.", Optional.empty())));
            case "late" -> new Failed(Reason.TIMED_OUT, "the call took more than 60 s");
            case "args" -> new Failed(Reason.BAD_ARGUMENTS, "$.x: expected a number, found a string");
            case "fault" -> throw new IllegalStateException("planted");
            case "memory" -> throw new OutOfMemoryError("planted");
            default -> new Failed(Reason.UNKNOWN_TOOL,
                    "Failed to find component for tool '" + tool + "': Tool not found");
        };
    }

    private final List<String> changes = new CopyOnWriteArrayList<>();

    private ChangePermissions.Outcome change(String id, String what) {
        changes.add(what);
        return loaded.containsKey(id) ? new Changed(new ComponentId(id))
                : new NotChanged("Component not found: " + id);
    }

    @Override
    public ChangePermissions.Outcome grant(String componentId, PermissionRequest permission) {
        return change(componentId, "grant " + permission);
    }

    @Override
    public ChangePermissions.Outcome revoke(String componentId, PermissionRequest permission) {
        return change(componentId, "revoke " + permission);
    }

    @Override
    public ChangePermissions.Outcome deny(String componentId, PermissionRequest.Deniable permission) {
        return change(componentId, "deny " + permission);
    }

    @Override
    public ChangePermissions.Outcome undeny(String componentId, PermissionRequest.Deniable permission) {
        return change(componentId, "undeny " + permission);
    }

    @Override
    public ChangePermissions.Outcome reset(String componentId) {
        return change(componentId, "reset");
    }

    @Override
    public ChangePermissions.Outcome attach(String componentId, String policyUri) {
        return change(componentId, "attach " + policyUri);
    }

    @Override
    public ChangePermissions.Outcome detach(String componentId) {
        return change(componentId, "detach");
    }

    @Override
    public GetPolicy.Outcome policy(String componentId) {
        ComponentId id = new ComponentId(componentId);
        Policy policy = Policy.empty(id)
                .granting(new StoragePermission("fs:///a", Set.of(Access.WRITE, Access.READ)))
                .granting(new NetworkPermission.Host("example.com"))
                .granting(new NetworkPermission.Cidr("10.0.0.0/8"))
                .granting(new EnvironmentPermission("KEY"))
                .granting(new ResourcePermission(Resource.MEMORY, "1Gi"));
        return switch (componentId) {
            case "allowed" -> new Found(id, new GetPolicy.Valid(policy), "/c/allowed.policy.yaml", "file:///p.yaml", 12);
            case "broken" -> new Found(id, new GetPolicy.Invalid("it is empty"), "/c/broken.policy.yaml",
                    "file:///c/broken.policy.yaml", 1);
            case "new" -> new NoPolicy(id);
            default -> new Unavailable("Component not found: " + componentId);
        };
    }

    /// {@return the changes of permissions that were asked for}
    List<String> changes() {
        return List.copyOf(changes);
    }

    private void await() {
        try {
            gate.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static CallTool.Outcome returned(JsonValue value) {
        return new Returned(JsonObject.empty().with("result", value), false);
    }
}
