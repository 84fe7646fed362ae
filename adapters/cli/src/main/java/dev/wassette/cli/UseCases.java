package dev.wassette.cli;

import dev.wassette.application.port.in.AttachPolicy;
import dev.wassette.application.port.in.ChangePermissions;
import dev.wassette.application.port.in.ChangeSecrets;
import dev.wassette.application.port.in.ComparePolicies;
import dev.wassette.application.port.in.ConfigureClients;
import dev.wassette.application.port.in.Diagnose;
import dev.wassette.application.port.in.DocumentComponent;
import dev.wassette.application.port.in.GetPolicy;
import dev.wassette.application.port.in.InspectComponent;
import dev.wassette.application.port.in.InstallRuntime;
import dev.wassette.application.port.in.ListRuntimes;
import dev.wassette.application.port.in.ListSecrets;
import dev.wassette.application.port.in.LogIn;
import dev.wassette.application.port.in.NamedLibrary;
import dev.wassette.application.port.in.PublishComponent;
import dev.wassette.application.port.in.ValidatePolicy;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// What the commands do. The command line only knows what was asked for. Each is made when a command asks for it, so that
/// no command waits for what it does not need.
public interface UseCases {

    /// Serves until the client has gone.
    ///
    /// @return the exit status of the process
    int serve(ServeOptions options);

    /// @param variables for components that are granted them
    /// @param trace hears of each call of a component to its host, and of each denial, where somebody wants that
    /// @return to be closed by who asked for it
    /// @throws UnusableConfiguration when a file that variables come from cannot be read, or the named audit trail
    ///     cannot be written
    Components components(Folders folders, RuntimeChoice runtime, Optional<NamedLibrary> library,
            Variables variables, Optional<Consumer<String>> trace) throws UnusableConfiguration;

    InspectComponent inspectComponent(Folders folders);

    ListRuntimes listRuntimes();

    InstallRuntime installRuntime();

    DocumentComponent documentComponent();

    /// @throws UnusableConfiguration when the named audit trail cannot be written
    ChangePermissions changePermissions(Folders folders) throws UnusableConfiguration;

    /// @throws UnusableConfiguration when the named audit trail cannot be written
    AttachPolicy attachPolicy(Folders folders) throws UnusableConfiguration;

    GetPolicy getPolicy(Folders folders);

    ValidatePolicy validatePolicy(Folders folders);

    ComparePolicies comparePolicies(Folders folders);

    /// @throws UnusableConfiguration when the named audit trail cannot be written
    ChangeSecrets changeSecrets(Folders folders) throws UnusableConfiguration;

    ListSecrets listSecrets(Folders folders);

    PublishComponent publishComponent(Folders folders);

    LogIn logIn(Folders folders);

    /// @param online whether to ask other machines too
    Diagnose diagnose(Folders folders, RuntimeChoice runtime, Optional<NamedLibrary> library, boolean online);

    ConfigureClients configureClients();

    /// {@return the program that starts this one: a path, or a name to look for}
    String launcher();

    /// {@return the text at a key of the configuration file (contract J); empty when there is none}
    ///
    /// @throws UnusableConfiguration when there is a file that cannot be understood
    Optional<String> configured(String key) throws UnusableConfiguration;

    /// {@return the keys at the top of the configuration file; none when there is no such file}
    ///
    /// @throws UnusableConfiguration when there is a file that cannot be understood
    Set<String> configurationKeys() throws UnusableConfiguration;

    /// {@return where the configuration file is, or would be}
    ///
    /// @throws UnusableConfiguration when the user named one that cannot be
    String configurationPlace() throws UnusableConfiguration;

    /// {@return what a setting is where nobody set it, if that is a place on this machine}
    ///
    /// @param key as in the configuration file
    Optional<String> usual(String key);

    /// {@return the texts of a table of the configuration file; none when there is no such table}
    ///
    /// @throws UnusableConfiguration when there is a file that cannot be understood
    Map<String, String> configuredTable(String key) throws UnusableConfiguration;
}
