package dev.wassette.bootstrap;

import dev.wassette.application.Application;
import dev.wassette.application.ProposedPolicies;
import dev.wassette.application.StoredInspection;
import dev.wassette.application.StoredPermissions;
import dev.wassette.application.audit.RecordedEvents;
import dev.wassette.application.client.ConfigureClientsService;
import dev.wassette.application.docs.DocumentComponentService;
import dev.wassette.application.doctor.RuntimeExamination;
import dev.wassette.application.port.in.AttachPolicy;
import dev.wassette.application.port.in.ChangePermissions;
import dev.wassette.application.port.in.ChangeSecrets;
import dev.wassette.application.port.in.ComparePolicies;
import dev.wassette.application.port.in.ConfigureClients;
import dev.wassette.application.port.in.Diagnose;
import dev.wassette.application.port.in.DocumentComponent;
import dev.wassette.application.port.in.FollowComponents;
import dev.wassette.application.port.in.GetPolicy;
import dev.wassette.application.port.in.InspectComponent;
import dev.wassette.application.port.in.InstallRuntime;
import dev.wassette.application.port.in.ListEvents;
import dev.wassette.application.port.in.ListRuntimes;
import dev.wassette.application.port.in.ListSecrets;
import dev.wassette.application.port.in.LogIn;
import dev.wassette.application.port.in.NamedLibrary;
import dev.wassette.application.port.in.PublishComponent;
import dev.wassette.application.port.in.ValidatePolicy;
import dev.wassette.application.port.out.AuditTrail;
import dev.wassette.application.port.out.ComponentCatalogs;
import dev.wassette.application.port.out.ComponentRuntime;
import dev.wassette.application.port.out.ComponentSource;
import dev.wassette.application.port.out.EnvironmentValues;
import dev.wassette.application.port.out.ManifestFormat;
import dev.wassette.application.port.out.NativeLibraries;
import dev.wassette.application.port.out.PolicySource;
import dev.wassette.application.publish.LogInService;
import dev.wassette.application.publish.PublishComponentService;
import dev.wassette.application.runtime.InstallRuntimeService;
import dev.wassette.application.runtime.ListRuntimesService;
import dev.wassette.application.runtime.RuntimeOrder;
import dev.wassette.cli.AuditLog;
import dev.wassette.cli.Components;
import dev.wassette.cli.Folders;
import dev.wassette.cli.ManifestOptions;
import dev.wassette.cli.RuntimeChoice;
import dev.wassette.cli.ServeOptions;
import dev.wassette.cli.UnusableConfiguration;
import dev.wassette.cli.UseCases;
import dev.wassette.cli.Variables;
import dev.wassette.component.engine.CodeCache;
import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.engine.EngineOptions;
import dev.wassette.component.engine.EngineUnavailable;
import dev.wassette.component.host.GuestLog;
import dev.wassette.component.host.HostContext;
import dev.wassette.component.host.HostInterface;
import dev.wassette.configuration.toml.ConfigurationFile;
import dev.wassette.configuration.toml.JacksonTomlFormat;
import dev.wassette.configuration.toml.MalformedConfiguration;
import dev.wassette.configuration.toml.TrustFile;
import dev.wassette.domain.Caller;
import dev.wassette.domain.LogLevel;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.policy.ProtectedPlaces;
import dev.wassette.domain.provision.ManifestEntry;
import dev.wassette.domain.trust.TrustPolicy;
import dev.wassette.loader.file.AuthorFolder;
import dev.wassette.loader.file.FileCatalogs;
import dev.wassette.loader.file.FileComponentSource;
import dev.wassette.loader.file.FilePolicySource;
import dev.wassette.loader.http.HttpCatalogs;
import dev.wassette.loader.http.transfer.Proxies;
import dev.wassette.mcp.McpServerAdapter;
import dev.wassette.mcp.tools.ToolUseCases;
import dev.wassette.policy.yaml.YamlManifestFormat;
import dev.wassette.policy.yaml.YamlPolicyFormat;
import dev.wassette.policy.yaml.YamlSecretFormat;
import dev.wassette.runtime.installer.ArchiveStore;
import dev.wassette.runtime.installer.InstalledLibraries;
import dev.wassette.runtime.installer.Platform;
import dev.wassette.sandbox.CallerInterface;
import dev.wassette.sandbox.ComponentReader;
import dev.wassette.sandbox.SandboxedRuntime;
import dev.wassette.sandbox.Tracing;
import dev.wassette.signature.sigstore.SigstoreVerifier;
import dev.wassette.storage.filesystem.AuditFile;
import dev.wassette.storage.filesystem.ClientConfigurations;
import dev.wassette.storage.filesystem.DirectoryCodeCache;
import dev.wassette.storage.filesystem.DirectoryComponentStore;
import dev.wassette.storage.filesystem.DirectoryPolicyStore;
import dev.wassette.storage.filesystem.DirectorySecretStore;
import dev.wassette.storage.filesystem.EnvironmentFile;
import dev.wassette.wasi.Wasi;
import dev.wassette.wasi.http.WasiHttp;
import dev.wassette.wasi.io.LookUps;
import dev.wassette.web.ui.UiUseCases;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts the parts together with plain `new`, from the inside out.
final class Wiring implements UseCases {
    /// Two calls for each processor: a guest that waits for a clock or the network leaves its processor to another.
    private static final int CALLS_PER_PROCESSOR = 2;

    private final Map<String, String> environment;
    private final InputStream in;
    private final OutputStream out;
    private final WasiHttp http = new WasiHttp(Wiring::trusted);
    private final LookUps lookUps = new LookUps();
    private final Logger log = LoggerFactory.getLogger("wassette");
    /// Null until something in it is asked for.
    private ConfigurationFile configuration;

    /// @param environment the variables of the process
    /// @param in the client's messages
    /// @param out for ours, and nothing else
    Wiring(Map<String, String> environment, InputStream in, OutputStream out) {
        this.environment = Map.copyOf(environment);
        this.in = in;
        this.out = out;
    }

    @Override
    public ListRuntimes listRuntimes() {
        return new ListRuntimesService(libraries(directories()), trialEngines());
    }

    @Override
    public InstallRuntime installRuntime() {
        var archives = new ArchiveStore(directories().runtimes(), Path.of("").toAbsolutePath(), platform(), proxies());
        return new InstallRuntimeService(archives, trialEngines());
    }

    private Proxies proxies() {
        Optional<String> named = Optional.of(environment.getOrDefault("WASSETTE_PROXY", "")).filter(value -> !value.isEmpty());
        try {
            return Proxies.of(named.isPresent() ? named : configured("proxy"), environment).allowingPasswords();
        } catch (UnusableConfiguration e) {
            log.warn("The configured proxy is left out: {}", e.getMessage());
            return Proxies.of(named, environment).allowingPasswords();
        }
    }

    @Override
    public DocumentComponent documentComponent() {
        return new DocumentComponentService(new AuthorFolder(Path.of("").toAbsolutePath()), new ComponentReader());
    }

    @Override
    public ChangePermissions changePermissions(Folders folders) throws UnusableConfiguration {
        return changeable(folders).changePermissions();
    }

    @Override
    public AttachPolicy attachPolicy(Folders folders) throws UnusableConfiguration {
        return changeable(folders).attachPolicy();
    }

    @Override
    public ValidatePolicy validatePolicy(Folders folders) {
        return storedPermissions(folders, AuditTrail.none()).validatePolicy();
    }

    @Override
    public ComparePolicies comparePolicies(Folders folders) {
        Application.PolicyPorts ports =
                policies(folders, directories(), (_, _) -> Optional.empty(), AuditTrail.none(), commandLine(), List.of());
        return new StoredPermissions(ports, new ProposedPolicies(ports.source(), sources(folders))).comparePolicies();
    }

    @Override
    public GetPolicy getPolicy(Folders folders) {
        return storedPermissions(folders, AuditTrail.none()).getPolicy();
    }

    @Override
    public ChangeSecrets changeSecrets(Folders folders) throws UnusableConfiguration {
        return changeable(folders).changeSecrets();
    }

    @Override
    public ListSecrets listSecrets(Folders folders) {
        return storedPermissions(folders, AuditTrail.none()).listSecrets();
    }

    private StoredPermissions changeable(Folders folders) throws UnusableConfiguration {
        return storedPermissions(folders, trail(folders));
    }

    private AuditTrail trail(Folders folders) throws UnusableConfiguration {
        try {
            return trail(folders.auditLog());
        } catch (IOException e) {
            throw new UnusableConfiguration(e.getMessage(), e);
        }
    }

    private static String commandLine() {
        return "command line of " + System.getProperty("user.name");
    }

    /// No component is called, so no variable is asked for.
    private StoredPermissions storedPermissions(Folders folders, AuditTrail trail) {
        return new StoredPermissions(
                policies(folders, directories(), (_, _) -> Optional.empty(), trail, commandLine(), List.of()));
    }

    /// @throws IOException with a sentence for the user, when a trail that somebody named cannot be written
    private AuditTrail trail(AuditLog log) throws IOException {
        return switch (log) {
            case AuditLog.Off() -> AuditTrail.none();
            case AuditLog.Usual() -> AuditFile.at(usualTrail(), this.log::warn);
            case AuditLog.Named(Path file) -> {
                try {
                    yield AuditFile.open(file.normalize(), this.log::error);
                } catch (IOException e) {
                    throw new IOException("The audit trail " + file + " cannot be written: " + e
                            + ". Name another file with --audit-log, or 'off'", e);
                }
            }
        };
    }

    private Path usualTrail() {
        return directories().state().resolve("audit.jsonl");
    }

    @Override
    public Optional<String> configured(String key) throws UnusableConfiguration {
        try {
            return configuration().text(key);
        } catch (MalformedConfiguration e) {
            throw new UnusableConfiguration(e.getMessage(), e);
        }
    }

    @Override
    public Map<String, String> configuredTable(String key) throws UnusableConfiguration {
        try {
            return configuration().texts(key);
        } catch (MalformedConfiguration e) {
            throw new UnusableConfiguration(e.getMessage(), e);
        }
    }

    @Override
    public Set<String> configurationKeys() throws UnusableConfiguration {
        try {
            return configuration().keys();
        } catch (MalformedConfiguration e) {
            throw new UnusableConfiguration(e.getMessage(), e);
        }
    }

    @Override
    public String configurationPlace() throws UnusableConfiguration {
        return configurationFile().toString();
    }

    @Override
    public Optional<String> usual(String key) {
        Directories usual = directories();
        return switch (key) {
            case "plugin_dir" -> Optional.of(usual.data().resolve("components").toString());
            case "secrets_dir" -> Optional.of(usual.configuration().resolve("secrets").toString());
            case "audit_log" -> Optional.of(usual.state().resolve("audit.jsonl").toString());
            case "trust_file" -> Optional.of(usual.configuration().resolve("trust.toml").toString());
            default -> Optional.empty();
        };
    }

    private ConfigurationFile configuration() throws UnusableConfiguration, MalformedConfiguration {
        if (configuration == null) {
            configuration = ConfigurationFile.read(configurationFile());
        }
        return configuration;
    }

    /// Not in the current directory, which may be a stranger's: the file names native code to load.
    private Path configurationFile() throws UnusableConfiguration {
        String named = environment.getOrDefault("WASSETTE_CONFIG_FILE", "");
        if (named.isEmpty()) {
            return directories().configuration().resolve("config.toml");
        }
        try {
            Path file = Path.of(named);
            if (file.isAbsolute()) {
                return file;
            }
        } catch (InvalidPathException e) {
            // refused below, like every other value that is no absolute path
        }
        throw new UnusableConfiguration("'" + named + "', the value of the environment variable WASSETTE_CONFIG_FILE, is no "
                + "absolute path");
    }

    @Override
    public int serve(ServeOptions options) {
        Map<String, String> variables;
        try {
            variables = variables(options.variables());
        } catch (IOException e) {
            log.error("The file named by --env-file cannot be used: {}", e.getMessage());
            return 1;
        }
        AuditTrail trail;
        try {
            trail = trail(options.folders().auditLog());
        } catch (IOException e) {
            log.error("{}", e.getMessage());
            return 1;
        }
        EnvironmentValues values = (_, key) -> Optional.ofNullable(variables.get(key));
        var events = new RecordedEvents(trail, System::currentTimeMillis);
        try (CoreEngine engine = engine(options.runtime(), options.wasmtimeLibrary());
                Application application = application(runtime(engine, Optional.empty()), options.folders(),
                        policies(options.folders(), directories(), values, options.http().ui() ? events : trail, "server", told(options)))) {
            log.debug("serving on {}", engine.description());
            return serve(application, options, events);
        } catch (EngineUnavailable e) {
            log.error("{}", e.getMessage());
            return 1;
        }
    }

    /// {@return whether to serve}
    private boolean provision(Application application, ManifestOptions options) {
        Path file = options.manifest().orElseThrow().toAbsolutePath().normalize();
        var source = new FilePolicySource(file.getFileSystem());
        try {
            return switch (source.fetch("file://" + file)) {
                case PolicySource.Unavailable(String reason) -> refuse("The manifest cannot be read: " + reason);
                case PolicySource.Fetched(String text) -> switch (new YamlManifestFormat().read(text)) {
                    case ManifestFormat.Malformed(String reason) -> refuse("The manifest " + file + " is not valid: " + reason);
                    case ManifestFormat.Read(List<ManifestEntry> entries) ->
                        new Provisioning(application.provisionComponent(), log).run(entries, file.toUri().toString())
                                || options.continues() || refuse("Nothing is served, as the manifest is not fulfilled. "
                                        + "--continue-on-provisioning-failure serves all the same");
                };
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean refuse(String message) {
        log.error("{}", message);
        return false;
    }

    /// {@return the values that variables have for components which are granted them, the strongest of each (contract F.3)}
    private Map<String, String> variables(Variables said) throws IOException {
        Map<String, String> variables = new HashMap<>(environment);
        // Ours, such as the token of this server: no policy is about them.
        variables.keySet().removeIf(name -> name.startsWith("WASSETTE_"));
        variables.putAll(said.configured());
        if (said.file().isPresent()) {
            variables.putAll(EnvironmentFile.read(said.file().get()));
        }
        variables.putAll(said.given());
        return variables;
    }

    private int serve(Application application, ServeOptions options, ListEvents events) {
        if (options.manifest().manifest().isPresent() && !provision(application, options.manifest())) {
            return 1;
        }
        var tools = new ToolUseCases(application.loadComponent(), application.unloadComponent(),
                application.listComponents(), application.searchComponents(), application.changePermissions(),
                application.attachPolicy(), application.getPolicy(), application.listTools(), application.callTool());
        var mcp = new McpServerAdapter(tools, options.builtInTools(), Version.current());
        FollowComponents components = application.followComponents();
        components.onToolsChanged(mcp.server()::toolsChanged);
        try (var _ = Follower.start(components)) {
            return switch (options.transport()) {
                case STDIO -> {
                    mcp.serveStdio(in, out);
                    yield 0;
                }
                case HTTP, SSE -> new HttpFront(mcp, options, () -> new UiUseCases(application.listComponents(),
                        application.getPolicy(), application.changePermissions(), application.callTool(), events)).serve();
            };
        }
    }

    @Override
    public Components components(Folders folders, RuntimeChoice runtime, Optional<NamedLibrary> library,
            Variables said, Optional<Consumer<String>> trace) throws UnusableConfiguration {
        Map<String, String> variables;
        try {
            variables = variables(said);
        } catch (IOException e) {
            throw new UnusableConfiguration("The file named by --env-file cannot be used: " + e.getMessage(), e);
        }
        EnvironmentValues values = (_, key) -> Optional.ofNullable(variables.get(key));
        var lazy = new LazyRuntime(() -> engine(runtime, library), engine -> runtime(engine, trace));
        var application = application(lazy, folders, policies(folders, directories(), values, trail(folders), commandLine(),
                said.file().stream().toList()));
        return new StoredComponents(application, lazy);
    }

    private CoreEngine engine(RuntimeChoice runtime, Optional<NamedLibrary> library) throws EngineUnavailable {
        Directories directories = directories();
        CodeCache cache = DirectoryCodeCache.open(directories.cache().resolve("code"),
                directories.state().resolve("code-cache.key"), log::warn);
        return engines(cache, log::warn).open(runtime.word(), library, new RuntimeOrder(libraries(directories)));
    }

    private static Engines engines(CodeCache cache, Consumer<String> warnings) {
        return new Engines(new EngineOptions(cache, SandboxedRuntime.limitsOf(Grant.nothing())), warnings);
    }

    /// Engines that are only tried say in their outcome what does not work.
    private static Engines trialEngines() {
        return engines(CodeCache.none(), warning -> {});
    }

    private static NativeLibraries libraries(Directories directories) {
        return new InstalledLibraries(directories.runtimes(), Path.of("/"), platform(), System.getProperty("user.name"));
    }

    private static Platform platform() {
        return Platform.of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    private Directories directories() {
        return Directories.of(System.getProperty("os.name"), environment, Path.of(System.getProperty("user.home")));
    }

    /// @param told more files that stay closed
    private Application.PolicyPorts policies(Folders folders, Directories directories, EnvironmentValues values,
            AuditTrail trail, String actor, List<Path> told) {
        Path secrets = folders.secrets().orElseGet(() -> directories.configuration().resolve("secrets")).normalize();
        Path folder = folders.plugins().orElseGet(() -> directories.data().resolve("components")).toAbsolutePath()
                .normalize();
        Stream<Path> closed = Stream.of(
                Stream.of(directories.configuration(), directories.runtimes(), directories.cache(),
                        directories.state(), secrets),
                Stream.of(environment.getOrDefault("WASSETTE_CONFIG_FILE", ""))
                        .filter(value -> !value.isEmpty())
                        .map(Path::of),
                folders.auditLog() instanceof AuditLog.Named(Path file) ? AuditFile.parts(file).stream()
                        : Stream.<Path>empty(),
                namedTrustFile(), told.stream()).flatMap(each -> each);
        var places = new ProtectedPlaces(folder.toString(),
                closed.map(path -> path.toAbsolutePath().normalize().toString()).toList());
        var secretPorts = new Application.SecretPorts(new DirectorySecretStore(secrets, log::warn), new YamlSecretFormat());
        var policies = new DirectoryPolicyStore(folder);
        return new Application.PolicyPorts(policies, new YamlPolicyFormat(),
                new FilePolicySource(folder.getFileSystem()), places, secretPorts, values,
                new DirectoryComponentStore(folder, policies, log::warn), trail, actor,
                folders.plugins().isPresent() ? List.of("--plugin-dir", folder.toString()) : List.of());
    }

    /// {@return files with secrets that this server was told of}
    private static List<Path> told(ServeOptions options) {
        return Stream.of(options.variables().file(), options.http().tokenFile()).flatMap(Optional::stream).toList();
    }

    @Override
    public InspectComponent inspectComponent(Folders folders) {
        Application.PolicyPorts ports =
                policies(folders, directories(), (_, _) -> Optional.empty(), AuditTrail.none(), commandLine(), List.of());
        return new StoredInspection(ports.components(), sources(folders), new ComponentReader()).inspectComponent();
    }

    private ComponentRuntime runtime(CoreEngine engine, Optional<Consumer<String>> trace) {
        List<HostInterface> interfaces =
                Stream.of(Wasi.interfaces(), WasiHttp.interfaces(), List.of(CallerInterface.progress()))
                        .flatMap(List::stream).toList();
        int concurrentCalls = CALLS_PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
        List<HostInterface> offered = trace.map(lines -> Tracing.of(interfaces, lines)).orElse(interfaces);
        return new SandboxedRuntime(engine, offered, this::world, concurrentCalls);
    }

    private Application application(ComponentRuntime runtime, Folders folders, Application.PolicyPorts policies) {
        return new Application(runtime, sources(folders), policies,
                new Application.TrustPorts(this::trust, new SigstoreVerifier(), catalogs(folders), () -> System.currentTimeMillis() / 1_000));
    }

    /// Those in files first, as nothing can keep them from being there.
    private ComponentCatalogs catalogs(Folders folders) {
        var files = new FileCatalogs(() -> registries(place -> !HttpCatalogs.knows(place)));
        ComponentCatalogs servers = remote(folders).catalogs(() -> registries(HttpCatalogs::knows));
        return () -> Stream.concat(files.current().stream(), servers.current().stream()).toList();
    }

    private Map<String, String> registries(Predicate<String> places) {
        Map<String, String> chosen = new HashMap<>(registries());
        chosen.values().removeIf(places.negate());
        return chosen;
    }

    private Map<String, String> registries() {
        try {
            return configuredTable("registries");
        } catch (UnusableConfiguration e) {
            log.warn("The configured registries are left out: {}", e.getMessage());
            return Map.of();
        }
    }

    /// Found out at the first load: a start needs none of it.
    private TrustPolicy trust() throws IOException {
        try {
            Optional<Path> named = trustFile();
            Path file = named.orElseGet(() -> Path.of(usual("trust_file").orElseThrow()));
            return new TrustFile(file, named.isPresent(), SigstoreVerifier::fault, SigstoreVerifier::fault).current();
        } catch (UnusableConfiguration e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// {@return the file of the trust policy, where the user named one}
    private Optional<Path> trustFile() throws UnusableConfiguration {
        String variable = environment.getOrDefault("WASSETTE_TRUST_FILE", "");
        Optional<String> named = variable.isEmpty() ? configured("trust_file") : Optional.of(variable);
        try {
            if (named.isEmpty() || Path.of(named.get()).isAbsolute()) {
                return named.map(Path::of);
            }
        } catch (InvalidPathException e) {
            // refused below, like every other value that is no absolute path
        }
        throw new UnusableConfiguration("'" + named.get() + "', the file of the trust policy, is no absolute path");
    }

    /// One that cannot be used stops each load, and is in no need of protection.
    private Stream<Path> namedTrustFile() {
        try {
            return trustFile().stream();
        } catch (UnusableConfiguration _) {
            return Stream.empty();
        }
    }

    private List<ComponentSource> sources(Folders folders) {
        var files = new FileComponentSource(Path.of("").toAbsolutePath());
        RemoteComponents remote = remote(folders);
        return List.of(new LazySource(() -> remote.registries(files::isThere)), new LazySource(remote::servers), files);
    }

    @Override
    public PublishComponent publishComponent(Folders folders) {
        return new PublishComponentService(new AuthorFolder(Path.of("").toAbsolutePath()), new ComponentReader(),
                new YamlPolicyFormat(), remote(folders).publisher());
    }

    @Override
    public LogIn logIn(Folders folders) {
        RemoteComponents remote = remote(folders);
        return new LogInService(remote.publisher(), remote.credentials());
    }

    @Override
    public Diagnose diagnose(Folders folders, RuntimeChoice runtime, Optional<NamedLibrary> library, boolean online) {
        Application.PolicyPorts ports =
                policies(folders, directories(), (_, _) -> Optional.empty(), AuditTrail.none(), commandLine(), List.of());
        return new Examinations(directories(), folders).of(ports, this::trust, configureClients(),
                new RuntimeExamination(listRuntimes(), runtime.word(), library,
                        new LazyRuntime(() -> engine(runtime, library), engine -> runtime(engine, Optional.empty()))),
                remote(folders), online);
    }

    @Override
    public ConfigureClients configureClients() {
        return new ConfigureClientsService(new ClientConfigurations(System.getProperty("os.name"), environment, home(),
                Path.of("").toAbsolutePath()), new JacksonTomlFormat());
    }

    /// Where clients look: to them, as to shells, home is what the variable says.
    private Path home() {
        String variable = environment.getOrDefault("HOME", "");
        return Path.of(variable.isEmpty() ? System.getProperty("user.home") : variable);
    }

    /// Its script says where it lies.
    @Override
    public String launcher() {
        return System.getProperty("dev.wassette.launcher", "wassette");
    }

    private RemoteComponents remote(Folders folders) {
        return new RemoteComponents(folders.downloads(), directories(), environment, log::warn);
    }

    /// {@return whom Java trusts: the certificates that come with it, or those of `javax.net.ssl.trustStore`}
    private static SSLContext trusted() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java's trusted certificates cannot be read", e);
        }
    }

    private HostContext world(Grant grant, Caller caller) {
        Logger guest = LoggerFactory.getLogger("guest");
        GuestLog printed = (channel, line) -> {
            guest.info("{}: {}", channel, line);
            caller.log(LogLevel.INFO, line);
        };
        HostContext told = HostContext.empty().with(Caller.class, caller);
        return http.open(Wasi.open(told, grant, printed, log::warn, lookUps), grant);
    }
}
