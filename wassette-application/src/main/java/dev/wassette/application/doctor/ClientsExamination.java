package dev.wassette.application.doctor;

import dev.wassette.application.port.in.ConfigureClients;
import dev.wassette.application.port.in.ConfigureClients.Found;
import dev.wassette.application.port.in.ConfigureClients.Named;
import dev.wassette.application.port.in.ConfigureClients.NoFile;
import dev.wassette.application.port.in.ConfigureClients.NotNamed;
import dev.wassette.application.port.in.ConfigureClients.Unreadable;
import dev.wassette.application.port.out.Examination;
import dev.wassette.domain.client.Scope;
import dev.wassette.domain.health.Finding;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Whether MCP clients know of this server, and can start it.
public final class ClientsExamination implements Examination {
    private static final String AREA = "clients";

    private final ConfigureClients clients;

    public ClientsExamination(ConfigureClients clients) {
        this.clients = Objects.requireNonNull(clients);
    }

    @Override
    public List<Finding> findings() {
        List<Finding> findings = clients.list().stream().map(ClientsExamination::finding).flatMap(Optional::stream).toList();
        return findings.isEmpty()
                ? List.of(Finding.warning(AREA, "No MCP client knows of this server").mendedBy("wassette client add claude-code --write"))
                : findings;
    }

    private static Optional<Finding> finding(Found found) {
        return switch (found.state()) {
            case NoFile(), NotNamed() -> Optional.empty();
            case Unreadable(String reason) -> Optional.of(Finding.warning(AREA, found.client().title() + ": " + reason));
            case Named(_, _, Optional<String> problem) when problem.isEmpty() ->
                Optional.of(Finding.ok(AREA, found.client().title() + " knows of this server (" + found.file() + ")"));
            case Named(String name, _, Optional<String> problem) -> Optional.of(Finding.problem(AREA, found.client().title()
                    + " cannot start this server: " + problem.get() + " (" + found.file() + ")").mendedBy(
                            "wassette client add " + found.client().word() + " --write --replace"
                                    + (found.scope() == Scope.PROJECT ? " --scope project" : "")
                                    + (name.equals("wassette") ? "" : " --name " + name)));
        };
    }
}
