package dev.wassette.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.MalformedJson;
import dev.wassette.application.port.in.AttachPolicy;
import dev.wassette.application.port.in.BuiltInTool;
import dev.wassette.application.port.in.ChangePermissions;
import dev.wassette.application.port.in.ChangeSecrets;
import dev.wassette.application.port.in.ComparePolicies;
import dev.wassette.application.port.in.ConfigureClients;
import dev.wassette.application.port.in.Diagnose;
import dev.wassette.application.port.in.DocumentComponent;
import dev.wassette.application.port.in.GetPolicy;
import dev.wassette.application.port.in.InspectComponent;
import dev.wassette.application.port.in.InstallRuntime;
import dev.wassette.application.port.in.InstallRuntime.Installed;
import dev.wassette.application.port.in.InstallRuntime.NotInstalled;
import dev.wassette.application.port.in.ListRuntimes;
import dev.wassette.application.port.in.ListRuntimes.Choice;
import dev.wassette.application.port.in.ListRuntimes.Found;
import dev.wassette.application.port.in.ListRuntimes.NotTried;
import dev.wassette.application.port.in.ListRuntimes.Overview;
import dev.wassette.application.port.in.ListRuntimes.Unusable;
import dev.wassette.application.port.in.ListRuntimes.Usable;
import dev.wassette.application.port.in.ListSecrets;
import dev.wassette.application.port.in.LogIn;
import dev.wassette.application.port.in.NamedLibrary;
import dev.wassette.application.port.in.PublishComponent;
import dev.wassette.application.port.in.ValidatePolicy;
import dev.wassette.cli.ServeOptions.Transport;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.Digest;
import dev.wassette.domain.policy.Secrets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WassetteCliTest {
    private final List<ServeOptions> served = new ArrayList<>();
    private final List<Optional<NamedLibrary>> listedWith = new ArrayList<>();
    private final List<InstallRuntime.Request> installed = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<Optional<Path>> secretsIn = new ArrayList<>();
    private InputStream in = InputStream.nullInputStream();
    private Secrets stored = Secrets.none();
    private Map<String, String> configuration = Map.of();
    private Map<String, String> configuredTable = Map.of();
    private boolean brokenConfiguration;
    private Overview overview = new Overview(List.of(), List.of());
    private InstallRuntime.Outcome outcome = new NotInstalled("It is broken.");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            serve                                                  | AUTO     |
            serve --stdio                                          | AUTO     |
            serve --runtime wasmtime                               | WASMTIME |
            serve --runtime wasmtime-library                       | WASMTIME_LIBRARY |
            serve --runtime wasmtime-bundled                       | WASMTIME_BUNDLED |
            serve --runtime=chicory --stdio                        | CHICORY  |
            serve --stdio --runtime auto --plugin-dir /a           | AUTO     | /a
            --plugin-dir /a serve --stdio                          | AUTO     | /a
            --plugin-dir=/a serve --plugin-dir=b --runtime chicory | CHICORY  | b
            serve --plugin-dir=--odd                               | AUTO     | --odd
            """)
    void serves(String line, RuntimeChoice runtime, String pluginDir) {
        assertEquals(5, run(Map.of(), line));
        assertEquals(List.of(options(runtime, Optional.ofNullable(pluginDir).map(Path::of))), served);
        assertEquals("", text(out) + text(err));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            serve                                     | WASMTIME | /env
            serve --runtime chicory                   | CHICORY  | /env
            serve --plugin-dir /flag                  | WASMTIME | /flag
            --plugin-dir /flag serve --runtime auto   | AUTO     | /flag
            """)
    void prefersFlagsToTheEnvironment(String line, RuntimeChoice runtime, Path pluginDir) {
        run(Map.of("WASSETTE_RUNTIME", "wasmtime", "WASSETTE_PLUGIN_DIR", "/env"), line);
        assertEquals(List.of(options(runtime, Optional.of(pluginDir))), served);
    }

    @Test
    void takesAnEmptyVariableForNone() {
        run(Map.of("WASSETTE_RUNTIME", "", "WASSETTE_PLUGIN_DIR", ""), "serve");
        assertEquals(List.of(options(RuntimeChoice.AUTO, Optional.empty())), served);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            serve                               |      |
            serve                               | /env | /env
            serve --wasmtime-library /flag      |      | /flag
            serve --wasmtime-library=/flag      | /env | /flag
            """)
    void findsTheLibraryOfWasmtime(String line, String variable, String library) {
        run(variable == null ? Map.of() : Map.of("WASSETTE_WASMTIME_LIBRARY", variable), line);
        assertEquals(Optional.ofNullable(library), served.getFirst().wasmtimeLibrary().map(NamedLibrary::path));
    }

    private static final HttpOptions HERE =
            new HttpOptions("127.0.0.1", 9001, List.of(), Optional.empty(), Optional.empty(), false);

    private static final Variables NO_VARIABLES = new Variables(Map.of(), Optional.empty(), Map.of());

    private static ServeOptions options(RuntimeChoice runtime, Optional<Path> pluginDir) {
        return new ServeOptions(Transport.STDIO, runtime, new Folders(pluginDir, Optional.empty(), new AuditLog.Usual()),
                Optional.empty(), NO_VARIABLES, HERE,
                BuiltInTool.standard());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                                               | -         | -         | standard
            -                                               | -         | read-only | list-components search-components get-policy
            -                                               | loading   | read-only | load-component unload-component
            --builtin-tools get-policy,list-components      | loading   | read-only | list-components get-policy
            --builtin-tools standard                        | loading   | none      | standard
            --builtin-tools=none                            | loading   | -         |
            --disable-builtin-tools                         | loading   | standard  |
            """)
    void offersTheBuiltInToolsThatAreChosen(String flags, String variable, String key, String expected) {
        configuration = key == null ? Map.of() : Map.of("builtin_tools", key);
        run(variable == null ? Map.of() : Map.of("WASSETTE_BUILTIN_TOOLS", variable),
                "serve" + (flags == null ? "" : " " + flags));
        Set<BuiltInTool> chosen = served.getFirst().builtInTools();
        assertEquals("standard".equals(expected) ? BuiltInTool.standard() : tools(expected), chosen);
    }

    private static Set<BuiltInTool> tools(String words) {
        return words == null ? Set.of() : Stream.of(words.split(" ")).map(word -> BuiltInTool.named(word).orElseThrow())
                .collect(Collectors.toSet());
    }

    @Test
    void refusesAnUnknownBuiltInTool() {
        assertEquals(2, run(Map.of(), "serve --builtin-tools list-components,grant"));
        assertTrue(text(err).contains("invalid value 'grant' for --builtin-tools [possible values: standard, none, "
                + "read-only, loading, granting, revoking, attaching, load-component, "), text(err));
        assertEquals(2, run(Map.of(), "serve --builtin-tools none --disable-builtin-tools"));
        assertTrue(text(err).contains("cannot be used with"), text(err));
    }

    @ParameterizedTest
    @CsvSource({"serve --http,HTTP", "serve --streamable-http,HTTP", "serve --sse,SSE", "serve --stdio,STDIO"})
    void servesOverTheTransportThatIsAskedFor(String line, Transport transport) {
        run(Map.of(), line);
        assertEquals(transport, served.getFirst().transport());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                      | -              | -    | 127.0.0.1 | 9001
            -                      | 0.0.0.0:80     | -    | 0.0.0.0   | 80
            -                      | -              | 8080 | 127.0.0.1 | 8080
            --bind-address [::1]:0 | 0.0.0.0:80     | 8080 | ::1       | 0
            --bind-address=host:99 | -              | -    | host      | 99
            """)
    void listensWhereItIsTold(String flag, String variable, String port, String host, int expected) {
        var environment = new HashMap<String, String>();
        environment.put("WASSETTE_BIND_ADDRESS", variable == null ? "" : variable);
        environment.put("PORT", port == null ? "" : port);
        run(environment, "serve --http" + (flag == null ? "" : " " + flag));
        HttpOptions http = served.getFirst().http();
        assertEquals(host + " " + expected, http.host() + " " + http.port());
    }

    @Test
    void takesVariables() {
        configuredTable = Map.of("A", "configured");
        run(Map.of(), "serve --env A=1 --env-file .env --env=B=2=3 --env C= --env A=4");
        assertEquals(new Variables(Map.of("A", "4", "B", "2=3", "C", ""), Optional.of(Path.of(".env")),
                Map.of("A", "configured")), served.getFirst().variables());
    }

    @Test
    void takesHostsAndTokens() {
        run(Map.of("WASSETTE_AUTH_TOKEN", "t", "WASSETTE_ALLOWED_HOSTS", "x"),
                "serve --http --allowed-host A.example,b:80 --auth-token-file /t --require-auth");
        assertEquals(new HttpOptions("127.0.0.1", 9001, List.of("a.example", "b:80"), Optional.of("t"),
                Optional.of(Path.of("/t")), true), served.getFirst().http());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            nope                           | unrecognized subcommand 'nope'
            component load                 | a value is required for '<COMPONENT>'
            component lod x                | unrecognized subcommand 'lod'
            serve nope                     | unexpected argument 'nope'
            serve --sse --stdio            | the argument '--sse' cannot be used with '--stdio'
            serve --stdio --http           | the argument '--stdio' cannot be used with '--http'
            serve --http --streamable-http | the argument '--http' cannot be used with '--streamable-http'
            serve --bind-address x         | the address 'x' must be a host and a port, such as 127.0.0.1:9001
            serve --bind-address :1        | the address ':1' must be a host and a port, such as 127.0.0.1:9001
            serve --bind-address ::1:80    | the address '::1:80' must have its IPv6 address in brackets
            serve --bind-address h:66000   | the port '66000' is no number from 0 to 65535
            --stdio serve                  | unexpected argument '--stdio'
            serve -                        | unexpected argument '-'
            serve --stdio --stdio          | the argument '--stdio' cannot be used multiple times
            serve --stdio=yes              | the argument '--stdio' takes no value, found 'yes'
            serve --runtime                | a value is required for '--runtime <NAME>'
            serve --runtime=               | a value is required for '--runtime <NAME>'
            serve --plugin-dir --stdio     | a value is required for '--plugin-dir <PATH>'
            serve --env                    | a value is required for '--env <KEY=VALUE>'
            serve --env A=1 --env B        | invalid value for '--env <KEY=VALUE>': a name
            serve --env =1                 | invalid value for '--env <KEY=VALUE>': a name
            serve --runtime node           | invalid value 'node' for '--runtime <NAME>' [possible
            serve --help nope              | unexpected argument 'nope'
            runtime                        | 'runtime' needs a subcommand
            runtime nope                   | unrecognized subcommand 'nope'
            runtime list nope              | unexpected argument 'nope'
            runtime list -o xml            | invalid value 'xml' for '--output-format <FORMAT>'
            runtime install                | a value is required for '<RUNTIME>'
            runtime install node           | invalid value 'node' for '<RUNTIME>' [possible values: wasmtime]
            runtime install wasmtime x     | unexpected argument 'x'
            runtime install wasmtime --from x --sha256 12 | invalid value '12' for '--sha256 <HEX>'
            runtime install wasmtime --sha256 12          | '--sha256 <HEX>' is the digest of what '--from
            """)
    void refuses(String line, String problem) {
        assertEquals(2, run(Map.of(), line));
        assertTrue(text(err).startsWith("error: " + problem), text(err));
        assertTrue(text(err).endsWith("For more information, try '--help'.\n"), text(err));
        assertEquals("", text(out));
        assertEquals(List.of(), served);
    }

    @Test
    void namesTheVariableThatIsWrong() {
        assertEquals(2, run(Map.of("WASSETTE_RUNTIME", "node"), "serve"));
        assertTrue(text(err).contains("environment variable WASSETTE_RUNTIME"), text(err));
    }

    @Test
    void refusesADirectoryThatIsNoPath() {
        assertEquals(2, run(Map.of("WASSETTE_PLUGIN_DIR", "a\0b"), "serve"));
        assertTrue(text(err).contains("not a path"), text(err));
    }

    @Test
    void prefersTheEnvironmentToTheConfigurationFile() {
        configuration = Map.of("runtime", "chicory", "plugin_dir", "/file", "wasmtime_library", "/file.so");
        run(Map.of("WASSETTE_RUNTIME", "wasmtime"), "serve");
        assertEquals(List.of(new ServeOptions(Transport.STDIO, RuntimeChoice.WASMTIME,
                new Folders(Optional.of(Path.of("/file")), Optional.empty(), new AuditLog.Usual()),
                Optional.of(new NamedLibrary("/file.so", "'wasmtime_library' in the configuration file")), NO_VARIABLES, HERE,
                BuiltInTool.standard())), served);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            runtime          | node        | invalid value 'node' for 'runtime' in the configuration file
            wasmtime_library | relative.so | 'relative.so', the value of 'wasmtime_library' in the configuration file, is no
            plugin_dir       | a\\0b       | is not a path
            builtin_tools    | all         | invalid value 'all' for 'builtin_tools' in the configuration file
            """)
    void refusesAConfigurationFileWithAWrongValue(String key, String value, String problem) {
        configuration = Map.of(key, value.replace("\\0", "\0"));
        assertEquals(1, run(Map.of(), "serve"));
        assertTrue(text(err).startsWith("Error: Failed to load configuration: "), text(err));
        assertTrue(text(err).contains(problem), text(err));
        assertEquals(List.of(), served);
    }

    @Test
    void refusesABrokenConfigurationFileButTellsItsVersion() {
        brokenConfiguration = true;
        assertEquals(1, run(Map.of(), "serve"));
        assertEquals("Error: Failed to load configuration: config.toml, line 1: no value\n", text(err));
        assertEquals(0, run(Map.of(), "--version"));
        assertEquals(0, run(Map.of(), "serve --help"));
    }

    @Test
    void takesALibraryOfTheEnvironmentOnlyByItsFullPath() {
        assertEquals(2, run(Map.of("WASSETTE_WASMTIME_LIBRARY", "lib.so"), "runtime list"));
        assertTrue(text(err).contains("no absolute path"), text(err));
        assertEquals(0, run(Map.of("WASSETTE_WASMTIME_LIBRARY", "lib.so"), "runtime list --wasmtime-library here.so"));
        assertEquals(List.of(Optional.of(new NamedLibrary(Path.of("here.so").toAbsolutePath().toString(),
                "--wasmtime-library"))), listedWith);
    }

    @Test
    void listsRuntimesForPeople() {
        overview = anOverview();
        assertEquals(0, run(Map.of(), "runtime list"));
        assertEquals("""
                RUNTIME           USABLE     VERSION        WHERE
                wasmtime-library  no         -              /a/odd?name (here)
                wasmtime-library  not tried  -              /b (there)
                chicory           yes        chicory 1.7.5  inside the program

                auto takes chicory: it works
                wasmtime takes none: nothing works

                /a/odd?name: It is broken.
                """, text(out));
    }

    @Test
    void listsRuntimesForPrograms() throws MalformedJson {
        overview = anOverview();
        assertEquals(0, run(Map.of(), "runtime list -o json"));
        assertEquals(JsonText.parse("""
                {"choices": {"auto": {"reason": "it works", "runtime": "chicory"}, "wasmtime": {"reason": "nothing works"}},
                 "runtimes": [
                  {"library": "/a/odd\\u0007name", "place": "here", "problem": "It is broken.", "runtime": "wasmtime-library",
                   "status": "unusable"},
                  {"library": "/b", "place": "there", "runtime": "wasmtime-library", "status": "not tried"},
                  {"place": "inside the program", "runtime": "chicory", "status": "usable", "version": "chicory 1.7.5"}]}
                """), JsonText.parse(text(out)));
    }

    private static Overview anOverview() {
        var chicory = new Found("chicory", Optional.empty(), "inside the program", new Usable("chicory 1.7.5"));
        return new Overview(
                List.of(new Found("wasmtime-library", Optional.of("/a/odd\u0007name"), "here", new Unusable("It is broken.")),
                        new Found("wasmtime-library", Optional.of("/b"), "there", new NotTried()), chicory),
                List.of(new Choice("auto", Optional.of(chicory), "it works"),
                        new Choice("wasmtime", Optional.empty(), "nothing works")));
    }

    @Test
    void installsWhatItIsTold() {
        outcome = new Installed("49.0.0", "/data/libwasmtime.so", Digest.of(new byte[0]), Optional.empty());
        assertEquals(0, run(Map.of(), "runtime install wasmtime"));
        assertEquals("Installed Wasmtime 49.0.0 as /data/libwasmtime.so (" + Digest.of(new byte[0]) + ")\n", text(out));
        String hex = Digest.of(new byte[0]).hex();
        assertEquals(0, run(Map.of(), "runtime install --from a.whl wasmtime --sha256 " + hex.toUpperCase(Locale.ROOT)));
        assertEquals(List.of(new InstallRuntime.Request(Optional.empty(), Optional.empty()),
                new InstallRuntime.Request(Optional.of("a.whl"), Optional.of(new Digest(hex)))), installed);
        assertEquals("", text(err));
    }

    @Test
    void tellsWhyNothingWasInstalled() {
        assertEquals(1, run(Map.of(), "runtime install wasmtime"));
        assertEquals("Error: It is broken.\n", text(err));
        assertEquals("", text(out));
    }

    @Test
    void failsWhenWhatItInstalledDoesNotRun() {
        outcome = new Installed("3.0.0", "/l.so", Digest.of(new byte[0]), Optional.of("It is too old."));
        assertEquals(1, run(Map.of(), "runtime install wasmtime"));
        assertEquals("Error: It cannot be used: It is too old.\n", text(err));
    }

    @ParameterizedTest
    @CsvSource({"--version", "-V", "serve --version", "--version serve"})
    void tellsItsVersion(String line) {
        assertEquals(0, run(Map.of(), line));
        assertEquals("wassette 1.2.3 version.BuildInfo{RustVersion:\"none\", JavaVersion:\""
                + System.getProperty("java.version") + "\", Version:\"1.2.3\"}\n", text(out));
        assertEquals(List.of(), served);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            srve                  | subcommand | serve
            permision             | subcommand | permission
            permission gratn      | subcommand | grant
            serve --bind-adress x | argument   | --bind-address
            serve --runtme x      | argument   | --runtime
            """)
    void suggestsWhatMayHaveBeenMeant(String line, String kind, String word) {
        assertEquals(2, run(Map.of(), line));
        assertTrue(text(err).contains("\n\n  tip: a similar " + kind + " exists: '" + word + "'\n\nUsage: "), text(err));
    }

    @Test
    void takesTheNewNameOfTheFolder() {
        run(Map.of(), "serve --component-dir /flag");
        run(Map.of("WASSETTE_COMPONENT_DIR", "/env"), "serve");
        run(Map.of("WASSETTE_COMPONENT_DIR", "/env", "WASSETTE_PLUGIN_DIR", "/old"), "run");
        configuration = Map.of("component_dir", "/file");
        run(Map.of(), "run");
        assertEquals(List.of("/flag", "/env", "/old", "/file"),
                served.stream().map(options -> options.pluginDir().orElseThrow().toString()).toList());
    }

    @Test
    void showsTheConfigurationAndWhoseItIs() {
        configuration = Map.of("runtime", "wasmtime", "bind_address", "x:1", "secrets_dri", "/s");
        configuredTable = Map.of("TOKEN", "secret");
        assertEquals(0, run(Map.of("WASSETTE_RUNTIME", "chicory", "WASSETTE_COMPONENT_DIR", "/e"), "config show --audit-log off"));
        assertEquals("""
                SETTING                 VALUE           SET BY
                (configuration file)    /c/config.toml  default
                plugin_dir              /e              WASSETTE_COMPONENT_DIR
                secrets_dir             -               default
                audit_log               off             --audit-log
                trust_file              -               default
                runtime                 chicory         WASSETTE_RUNTIME
                wasmtime_library        -               default
                bind_address            x:1             configuration file
                allowed_hosts           -               default
                auth_token_file         -               default
                insecure_registries     -               default
                allow_http              false           default
                ca_file                 -               default
                proxy                   -               default
                builtin_tools           standard        default
                environment_vars.TOKEN  (set)           configuration file
                """, text(out));
        assertEquals("Warning: The key 'secrets_dri' of the configuration file means nothing; there is 'secrets_dir'.\n", text(err));
    }

    @Test
    void showsNoPasswordOfAProxy() {
        configuration = Map.of("proxy", "http://me:pass1word@proxy.example:3128");
        assertEquals(0, run(Map.of(), "config show"));
        assertTrue(text(out).contains("http://***@proxy.example:3128"), text(out));
        configuration = Map.of("proxy", "me:pass1word@proxy.example:3128");
        assertEquals(0, run(Map.of(), "config show"));
        assertFalse(text(out).contains("pass1word"), text(out));
    }

    @Test
    void explainsItself() {
        assertEquals(0, run(Map.of(), "--help"));
        assertEquals("""
                Runs each tool of an MCP server as a WebAssembly component in a sandbox. A component reaches nothing
                outside it without a permission; its policy lists the permissions it has.

                Usage: wassette [OPTIONS] <COMMAND>

                Commands:
                  serve         Offer the functions of components as tools to an MCP client
                  run           Serve one client over standard input and output
                  component     Load, unload, list and publish components
                  tool          List tools, and call them without an MCP client
                  inspect       Show the world of a component in WIT, the permissions it may need, and its tools
                  permission    Change what a component may do
                  policy        Show, compare or replace what a component may do
                  secret        Keep values that a component gets once its policy allows it the variable
                  registry      Search published components and load them
                  runtime       Show and install the engines that run components
                  docs          Write and read the documentation that tools get their descriptions from
                  config        Look at the configuration
                  client        Tell MCP clients of this server
                  doctor        Look whether all is well, and say how to mend what is not
                  autocomplete  Print a script that lets a shell complete commands

                Options:
                      --plugin-dir <PATH>  Where components are kept [env: WASSETTE_PLUGIN_DIR]
                      --audit-log <FILE>   Where the record of calls, denials and changes is kept, or 'off' [env: WASSETTE_AUDIT_LOG]
                  -h, --help               Print help
                  -V, --version            Print the version
                """, text(out));
    }

    @Test
    void explainsACommand() {
        assertEquals(0, run(Map.of(), "serve -h"));
        assertTrue(text(out).startsWith("""
                Offer the functions of components as tools to an MCP client

                Usage: wassette serve [OPTIONS]

                Options:
                """), text(out));
        assertTrue(text(out).contains("      --runtime <NAME>                    Which engine runs the components "
                + "[env: WASSETTE_RUNTIME] [default: auto] [possible values: auto, wasmtime, wasmtime-library, wasmtime-bundled, chicory]\n"), text(out));
        assertTrue(text(out).contains("--plugin-dir <PATH>"), text(out));
    }

    private int run(Map<String, String> environment, String line) {
        List<String> arguments = line.isBlank() ? List.of() : List.of(line.split(" +"));
        return new WassetteCli(new Recorder(), environment, "1.2.3", in, new PrintStream(out), new PrintStream(err))
                .run(arguments);
    }

    /// Remembers what the commands asked for.
    private final class Recorder implements UseCases {
        @Override
        public int serve(ServeOptions options) {
            served.add(options);
            return 5;
        }

        @Override
        public ListRuntimes listRuntimes() {
            return named -> {
                listedWith.add(named);
                return overview;
            };
        }

        @Override
        public InstallRuntime installRuntime() {
            return (request, progress) -> {
                progress.received(1, OptionalLong.empty());
                installed.add(request);
                return outcome;
            };
        }

        @Override
        public InspectComponent inspectComponent(Folders folders) {
            throw new AssertionError(folders);
        }

        @Override
        public PublishComponent publishComponent(Folders folders) {
            throw new AssertionError();
        }

        @Override
        public LogIn logIn(Folders folders) {
            throw new AssertionError();
        }

        @Override
        public Diagnose diagnose(Folders folders, RuntimeChoice runtime, Optional<NamedLibrary> library, boolean online) {
            throw new AssertionError();
        }

        @Override
        public ConfigureClients configureClients() {
            throw new AssertionError();
        }

        @Override
        public String launcher() {
            return "/opt/wassette";
        }

        @Override
        public DocumentComponent documentComponent() {
            throw new AssertionError();
        }

        @Override
        public Components components(Folders folders, RuntimeChoice runtime, Optional<NamedLibrary> library,
                Variables variables, Optional<Consumer<String>> trace) {
            throw new AssertionError(folders);
        }

        @Override
        public ChangePermissions changePermissions(Folders folders) {
            throw new AssertionError(folders);
        }

        @Override
        public ValidatePolicy validatePolicy(Folders folders) {
            throw new AssertionError(folders);
        }

        @Override
        public ComparePolicies comparePolicies(Folders folders) {
            throw new AssertionError(folders);
        }

        @Override
        public AttachPolicy attachPolicy(Folders folders) {
            throw new AssertionError(folders);
        }

        @Override
        public GetPolicy getPolicy(Folders folders) {
            throw new AssertionError(folders);
        }

        @Override
        public ChangeSecrets changeSecrets(Folders folders) {
            return new FakeSecrets();
        }

        @Override
        public ListSecrets listSecrets(Folders folders) {
            secretsIn.add(folders.secrets());
            return id -> new ListSecrets.Listed(new ComponentId(id), stored);
        }

        @Override
        public Optional<String> configured(String key) throws UnusableConfiguration {
            if (brokenConfiguration) {
                throw new UnusableConfiguration("config.toml, line 1: no value");
            }
            return Optional.ofNullable(configuration.get(key));
        }

        @Override
        public Set<String> configurationKeys() {
            return configuration.keySet();
        }

        @Override
        public String configurationPlace() {
            return "/c/config.toml";
        }

        @Override
        public Optional<String> usual(String key) {
            return Optional.of(key).filter("plugin_dir"::equals).map(_ -> "/d/components");
        }

        @Override
        public Map<String, String> configuredTable(String key) {
            return key.equals("environment_vars") ? configuredTable : Map.of();
        }
    }

    private final class FakeSecrets implements ChangeSecrets {
        @Override
        public Outcome set(String componentId, Secrets secrets) {
            stored = stored.with(secrets);
            return new Changed(new ComponentId(componentId), secrets.keys().size());
        }

        @Override
        public Outcome delete(String componentId, List<String> keys) {
            stored = stored.without(keys);
            return new Changed(new ComponentId(componentId), keys.size());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            secret set tool KEY v1                    |             | KEY
            secret set tool KEY=v1                    |             | KEY
            secret set tool KEY=v1 B=                 |             | KEY B
            secret set --component tool KEY=v1        |             | KEY
            secret set --component tool KEY v1        |             | KEY
            secret set tool --stdin KEY               | v1          | KEY
            secret set tool --stdin                   | KEY=v1 B=2  | KEY B
            """)
    void setsSecrets(String line, String input, String keys) {
        in = new ByteArrayInputStream((input == null ? "" : input.replace(' ', '\n') + "\n").getBytes(StandardCharsets.UTF_8));
        assertEquals(0, run(Map.of(), line));
        assertEquals(Optional.of("v1"), stored.value("KEY"));
        assertEquals(Set.of(keys.split(" ")), Set.copyOf(stored.keys()));
        assertTrue(text(out).contains("\"Set " + stored.keys().size() + " secret(s) for component\""), text(out));
        assertTrue(!text(out).contains("v1"), text(out));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            secret set                       | a value is required for '<COMPONENT>'
            secret set tool                  | a value is required for '<SECRET>...'
            secret set tool hidden           | an argument is not KEY=VALUE
            secret set tool A=1 hidden       | an argument is not KEY=VALUE
            secret set tool =hidden          | an argument is not KEY=VALUE
            secret set tool --stdin K=hidden | with '--stdin' there is one KEY, without its value, or none
            secret set tool --stdin          | a line of the standard input is not KEY=VALUE
            secret delete tool               | a value is required for '<KEY>...'
            secret list                      | a value is required for '<COMPONENT>'
            secret list tool other           | unexpected argument 'other'
            """)
    void refusesSecretsWithoutShowingThem(String line, String message) {
        in = new ByteArrayInputStream("hidden\n".getBytes(StandardCharsets.UTF_8));
        assertEquals(2, run(Map.of(), line));
        assertTrue(text(err).startsWith("error: " + message + "\n"), text(err));
        assertTrue(!text(err).contains("hidden") && stored.isEmpty(), text(err));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            secret list tool                          |   | false
            secret list tool --show-values --yes      |   | true
            secret list tool --show-values            | y | true
            secret list tool --show-values            | n | false
            secret list tool --show-values            |   | false
            """)
    void listsSecretsAndTheirValuesOnlyWhenTheUserWantsThem(String line, String input, boolean shown) {
        stored = new Secrets(Map.of("KEY", "hidden"));
        in = new ByteArrayInputStream((input == null ? "" : input).getBytes(StandardCharsets.UTF_8));
        assertEquals(0, run(Map.of(), line));
        assertEquals(shown, text(out).contains("\"value\": \"hidden\""), text(out));
        assertEquals(line.endsWith("--show-values"), text(err).startsWith("Show secret values? [y/N]: "), text(err));
        assertEquals(line.endsWith("--show-values") && !shown, text(err).endsWith("Cancelled.\n"), text(err));
    }

    @Test
    void findsTheFolderOfTheSecrets() {
        configuration = Map.of("secrets_dir", "/configured");
        run(Map.of(), "secret list tool");
        run(Map.of("WASSETTE_SECRETS_DIR", "/env"), "secret list tool");
        assertEquals(List.of(Optional.of(Path.of("/configured")), Optional.of(Path.of("/env"))), secretsIn);
        assertEquals(2, run(Map.of("WASSETTE_SECRETS_DIR", "relative"), "secret list tool"));
        assertTrue(text(err).contains("is no absolute path"), text(err));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            serve                           | -    | -     | usual
            serve --audit-log /flag         | /env | -     | /flag
            --audit-log off serve           | /env | -     | off
            serve                           | /env | /file | /env
            serve                           | -    | /file | /file
            serve                           | -    | off   | off
            """)
    void findsTheAuditLog(String line, String variable, String configured, String expected) {
        configuration = configured == null ? Map.of() : Map.of("audit_log", configured);
        run(variable == null ? Map.of() : Map.of("WASSETTE_AUDIT_LOG", variable), line);
        assertEquals(switch (expected) {
            case "usual" -> new AuditLog.Usual();
            case "off" -> new AuditLog.Off();
            default -> new AuditLog.Named(Path.of(expected));
        }, served.getFirst().folders().auditLog());
        assertEquals(2, run(Map.of("WASSETTE_AUDIT_LOG", "relative"), "serve"));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
