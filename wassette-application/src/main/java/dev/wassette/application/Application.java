package dev.wassette.application;

import dev.wassette.application.port.in.AttachPolicy;
import dev.wassette.application.port.in.CallTool;
import dev.wassette.application.port.in.ChangePermissions;
import dev.wassette.application.port.in.FollowComponents;
import dev.wassette.application.port.in.GetPolicy;
import dev.wassette.application.port.in.ListComponents;
import dev.wassette.application.port.in.ListTools;
import dev.wassette.application.port.in.LoadComponent;
import dev.wassette.application.port.in.ProvisionComponent;
import dev.wassette.application.port.in.SearchComponents;
import dev.wassette.application.port.in.UnloadComponent;
import dev.wassette.application.port.out.AuditTrail;
import dev.wassette.application.port.out.ComponentCatalogs;
import dev.wassette.application.port.out.ComponentRuntime;
import dev.wassette.application.port.out.ComponentSource;
import dev.wassette.application.port.out.ComponentStore;
import dev.wassette.application.port.out.EnvironmentValues;
import dev.wassette.application.port.out.PolicyFormat;
import dev.wassette.application.port.out.PolicySource;
import dev.wassette.application.port.out.PolicyStore;
import dev.wassette.application.port.out.SecretFormat;
import dev.wassette.application.port.out.SecretStore;
import dev.wassette.application.port.out.SignatureVerifier;
import dev.wassette.application.port.out.TrustSource;
import dev.wassette.application.service.AttachPolicyService;
import dev.wassette.application.service.Audit;
import dev.wassette.application.service.AuditedChanges;
import dev.wassette.application.service.AuditedComponents;
import dev.wassette.application.service.CallToolService;
import dev.wassette.application.service.CatalogLists;
import dev.wassette.application.service.ChangePermissionsService;
import dev.wassette.application.service.GetPolicyService;
import dev.wassette.application.service.KeptComponents;
import dev.wassette.application.service.KnownComponents;
import dev.wassette.application.service.LoadComponentService;
import dev.wassette.application.service.Policies;
import dev.wassette.application.service.ProvisionComponentService;
import dev.wassette.application.service.SearchComponentsService;
import dev.wassette.application.service.SecretsService;
import dev.wassette.application.service.StoredSecrets;
import dev.wassette.application.service.ToolCatalog;
import dev.wassette.application.service.UnloadComponentService;
import dev.wassette.application.service.Vetting;
import dev.wassette.domain.policy.ProtectedPlaces;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;

/// The use cases of one server, over one store of components. Safe for use by several threads.
public final class Application implements AutoCloseable {
    private final KeptComponents kept;
    private final UnloadComponentService unloadComponent;
    private final AuditedComponents components;
    private final CallToolService callTool;
    private final AuditedChanges changes;
    private final ProvisionComponentService provisionComponent;
    private final GetPolicyService getPolicy;
    private final CatalogLists lists;
    private final SearchComponentsService searchComponents;

    /// What policies need.
    ///
    /// @param store keeps them
    /// @param format in which they are stored
    /// @param source of policies that are written elsewhere
    /// @param places where relative paths begin, and what stays closed
    /// @param secrets what components are given before all other values
    /// @param values of variables
    /// @param components that have policies
    /// @param trail keeps a record of what is done
    /// @param actor who is at work where nobody else is named
    /// @param commandOptions what a command of another process needs to find the same store, such as `--plugin-dir` and a
    ///     path
    public record PolicyPorts(PolicyStore store, PolicyFormat format, PolicySource source, ProtectedPlaces places,
            SecretPorts secrets, EnvironmentValues values, ComponentStore components, AuditTrail trail, String actor,
            List<String> commandOptions) {
        public PolicyPorts {
            Objects.requireNonNull(store);
            Objects.requireNonNull(format);
            Objects.requireNonNull(source);
            Objects.requireNonNull(places);
            Objects.requireNonNull(secrets);
            Objects.requireNonNull(values);
            Objects.requireNonNull(components);
            Objects.requireNonNull(trail);
            Objects.requireNonNull(actor);
            commandOptions = List.copyOf(commandOptions);
        }

        Audit audit() {
            return new Audit(trail, actor);
        }

        AuditedChanges changes(KnownComponents components, Policies policies) {
            return new AuditedChanges(new ChangePermissionsService(components, policies),
                    new AttachPolicyService(components, policies, source), new SecretsService(components, policies.secrets()),
                    audit());
        }

        Policies policies() {
            return new Policies(store, format, places, secrets.stored(), values, commandOptions);
        }
    }

    /// What secrets need.
    ///
    /// @param store keeps them
    /// @param format in which they are stored
    public record SecretPorts(SecretStore store, SecretFormat format) {
        public SecretPorts {
            Objects.requireNonNull(store);
            Objects.requireNonNull(format);
        }

        StoredSecrets stored() {
            return new StoredSecrets(store, format);
        }
    }

    /// What is needed to know what others publish, and whom to trust.
    ///
    /// @param source of the trust policy
    /// @param verifier looks whether signatures are
    /// @param catalogs of published components
    /// @param now seconds since the epoch, to note when components came
    public record TrustPorts(TrustSource source, SignatureVerifier verifier, ComponentCatalogs catalogs, LongSupplier now) {
        public TrustPorts {
            Objects.requireNonNull(source);
            Objects.requireNonNull(verifier);
            Objects.requireNonNull(catalogs);
            Objects.requireNonNull(now);
        }
    }

    /// Offers what is stored, from the first question on.
    ///
    /// @param runtime runs the components
    /// @param sources where components come from; the first that knows a reference fetches it
    /// @param policies what components may do
    /// @param trust whose components are loaded
    public Application(ComponentRuntime runtime, List<ComponentSource> sources, PolicyPorts policies, TrustPorts trust) {
        var catalog = new ToolCatalog();
        Policies allowed = policies.policies();
        Audit audit = policies.audit();
        KnownComponents known = KnownComponents.of(policies.components());
        this.kept = new KeptComponents(catalog, runtime, policies.components());
        this.unloadComponent = new UnloadComponentService(catalog, kept);
        this.components =
                new AuditedComponents(new LoadComponentService(catalog, runtime, sources, kept,
                        new Vetting(trust.source(), trust.verifier()), allowed, trust.now()), unloadComponent, audit);
        this.callTool = new CallToolService(catalog, kept, allowed, audit);
        this.changes = policies.changes(known, allowed);
        this.provisionComponent = new ProvisionComponentService(components, allowed);
        this.searchComponents = new SearchComponentsService(trust.catalogs());
        this.getPolicy = new GetPolicyService(known, allowed);
        this.lists = new CatalogLists(catalog, kept);
    }

    public LoadComponent loadComponent() {
        return components;
    }

    public ProvisionComponent provisionComponent() {
        return provisionComponent;
    }

    public UnloadComponent unloadComponent() {
        return components;
    }

    public CallTool callTool() {
        return callTool;
    }

    public ChangePermissions changePermissions() {
        return changes;
    }

    public AttachPolicy attachPolicy() {
        return changes;
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
