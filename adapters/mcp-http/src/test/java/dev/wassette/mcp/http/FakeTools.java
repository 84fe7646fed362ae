package dev.wassette.mcp.http;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.port.in.AttachPolicy;
import dev.wassette.application.port.in.BuiltInTool;
import dev.wassette.application.port.in.CallTool;
import dev.wassette.application.port.in.ChangePermissions;
import dev.wassette.application.port.in.GetPolicy;
import dev.wassette.application.port.in.LoadComponent;
import dev.wassette.application.port.in.PermissionRequest;
import dev.wassette.application.port.in.ToolDescription;
import dev.wassette.application.port.in.UnloadComponent;
import dev.wassette.domain.Caller;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.LogLevel;
import dev.wassette.domain.Progress;
import dev.wassette.domain.ToolName;
import dev.wassette.mcp.McpServerAdapter;
import dev.wassette.mcp.tools.ToolUseCases;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;

/// Stands for the application: what a tool does follows from its name.
final class FakeTools implements CallTool {
    final CountDownLatch started = new CountDownLatch(1);
    final CountDownLatch cancelled = new CountDownLatch(1);
    final CountDownLatch gate = new CountDownLatch(1);

    McpServerAdapter server() {
        JsonObject any = JsonObject.empty().with("type", new JsonString("object"));
        var echo = new ToolDescription(new ToolName("echo"), "Returns what it gets.", any, Optional.of(any));
        LoadComponent load = request -> new LoadComponent.Loaded(
                new ComponentId(request.reference()), false, List.of(echo.name()), List.of());
        UnloadComponent unload = id -> new UnloadComponent.NotFound(id);
        var refusing = new NoPermissions();
        var useCases = new ToolUseCases(load, unload, List::of, _ -> List.of(), refusing, refusing,
                id -> new GetPolicy.NoPolicy(new ComponentId(id)), () -> List.of(echo), this);
        return new McpServerAdapter(useCases, BuiltInTool.standard(), "1.2.3");
    }

    /// Refuses every change.
    private static final class NoPermissions implements ChangePermissions, AttachPolicy {
        @Override
        public ChangePermissions.Outcome grant(String componentId, PermissionRequest permission) {
            return reset(componentId);
        }

        @Override
        public ChangePermissions.Outcome revoke(String componentId, PermissionRequest permission) {
            return reset(componentId);
        }

        @Override
        public ChangePermissions.Outcome deny(String componentId, PermissionRequest.Deniable permission) {
            return reset(componentId);
        }

        @Override
        public ChangePermissions.Outcome undeny(String componentId, PermissionRequest.Deniable permission) {
            return reset(componentId);
        }

        @Override
        public ChangePermissions.Outcome attach(String componentId, String policyUri) {
            return reset(componentId);
        }

        @Override
        public ChangePermissions.Outcome detach(String componentId) {
            return reset(componentId);
        }

        @Override
        public ChangePermissions.Outcome reset(String componentId) {
            return new NotChanged("Component not found: " + componentId);
        }
    }

    @Override
    public Outcome call(String tool, JsonObject arguments, Caller caller) {
        return switch (tool) {
            case "echo" -> returned(arguments.get("value").orElse(arguments));
            case "report" -> {
                caller.log(LogLevel.INFO, "working");
                caller.progress(new Progress(1, OptionalDouble.of(2), Optional.of("half")));
                yield returned(new JsonString("reported"));
            }
            case "chatter" -> {
                for (int i = 0; i < 100_000; i++) {
                    caller.log(LogLevel.INFO, "x".repeat(1_000));
                }
                yield returned(new JsonString("said"));
            }
            case "large" -> returned(new JsonString("x".repeat(12 << 20)));
            case "wait" -> {
                caller.cancellation().onCancel(cancelled::countDown);
                caller.cancellation().onCancel(gate::countDown);
                started.countDown();
                await();
                yield returned(new JsonString("waited"));
            }
            default -> new Failed(Reason.UNKNOWN_TOOL, "Tool not found");
        };
    }

    private void await() {
        try {
            gate.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Outcome returned(JsonValue value) {
        return new Returned(JsonObject.empty().with("result", value), false);
    }
}
