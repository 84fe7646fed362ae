package dev.wassette.application;

import dev.wassette.application.port.in.CallTool;
import dev.wassette.application.port.in.ChangePermissions;
import dev.wassette.application.port.in.FollowComponents;
import dev.wassette.application.port.in.GetPolicy;
import dev.wassette.application.port.in.ListComponents;
import dev.wassette.application.port.in.ListTools;
import dev.wassette.application.port.in.LoadComponent;
import dev.wassette.application.port.in.SearchComponents;
import dev.wassette.application.port.in.UnloadComponent;
import dev.wassette.application.port.out.ComponentRuntime;
import dev.wassette.application.port.out.ComponentSource;
import dev.wassette.application.port.out.ComponentStore;
import dev.wassette.application.port.out.EnvironmentValues;
import dev.wassette.application.port.out.PolicyFormat;
import dev.wassette.application.port.out.PolicyStore;
import dev.wassette.application.service.CallToolService;
import dev.wassette.application.service.CatalogLists;
import dev.wassette.application.service.ChangePermissionsService;
import dev.wassette.application.service.GetPolicyService;
import dev.wassette.application.service.KeptComponents;
import dev.wassette.application.service.KnownComponents;
import dev.wassette.application.service.LoadComponentService;
import dev.wassette.application.service.Policies;
import dev.wassette.application.service.SearchComponentsService;
import dev.wassette.application.service.ToolCatalog;
import dev.wassette.application.service.UnloadComponentService;
import dev.wassette.domain.policy.ProtectedPlaces;
import java.util.List;
import java.util.Objects;

/// The use cases of one server, over one store of components. Safe for use by several threads.
public final class Application implements AutoCloseable {
    private final KeptComponents kept;
    private final LoadComponentService loadComponent;
    private final UnloadComponentService unloadComponent;
    private final CallToolService callTool;
    private final ChangePermissionsService changePermissions;
    private final GetPolicyService getPolicy;
    private final CatalogLists lists;
    private final SearchComponentsService searchComponents = new SearchComponentsService();

    /// What policies need.
    ///
    /// @param store keeps them
    /// @param format in which they are stored
    /// @param places where relative paths begin, and what stays closed
    /// @param values of variables
    /// @param components that have policies
    /// @param commandOptions what a command of another process needs to find the same store, such as `--plugin-dir` and a
    ///     path
    public record PolicyPorts(PolicyStore store, PolicyFormat format, ProtectedPlaces places,
            EnvironmentValues values, ComponentStore components, List<String> commandOptions) {
        public PolicyPorts {
            Objects.requireNonNull(store);
            Objects.requireNonNull(format);
            Objects.requireNonNull(places);
            Objects.requireNonNull(values);
            Objects.requireNonNull(components);
            commandOptions = List.copyOf(commandOptions);
        }
    }

    /// Offers what is stored, from the first question on.
    ///
    /// @param runtime runs the components
    /// @param sources where components come from; the first that knows a reference fetches it
    /// @param policies what components may do
    public Application(ComponentRuntime runtime, List<ComponentSource> sources, PolicyPorts policies) {
        var catalog = new ToolCatalog();
        var allowed = new Policies(policies.store(), policies.format(), policies.places(), policies.values(),
                policies.commandOptions());
        KnownComponents known = KnownComponents.of(policies.components());
        this.kept = new KeptComponents(catalog, runtime, policies.components());
        this.loadComponent = new LoadComponentService(catalog, runtime, sources, kept);
        this.unloadComponent = new UnloadComponentService(catalog, kept);
        this.callTool = new CallToolService(catalog, kept, allowed);
        this.changePermissions = new ChangePermissionsService(known, allowed);
        this.getPolicy = new GetPolicyService(known, allowed);
        this.lists = new CatalogLists(catalog, kept);
    }

    public LoadComponent loadComponent() {
        return loadComponent;
    }

    public UnloadComponent unloadComponent() {
        return unloadComponent;
    }

    public CallTool callTool() {
        return callTool;
    }

    public ChangePermissions changePermissions() {
        return changePermissions;
    }

    public GetPolicy getPolicy() {
        return getPolicy;
    }

    public SearchComponents searchComponents() {
        return searchComponents;
    }

    public ListTools listTools() {
        return lists;
    }

    public ListComponents listComponents() {
        return lists;
    }

    public FollowComponents followComponents() {
        return kept;
    }

    /// Frees all components; the store keeps them. Calls that are running keep theirs until they end. A load that runs
    /// meanwhile still puts its component in, so end the clients first, and who follows.
    @Override
    public void close() {
        unloadComponent.closeAll();
    }
}
