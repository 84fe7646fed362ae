package dev.wassette.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.port.in.ConfigureClients.Found;
import dev.wassette.application.port.in.ConfigureClients.Named;
import dev.wassette.application.port.in.ConfigureClients.NotNamed;
import dev.wassette.application.port.in.ConfigureClients.Server;
import dev.wassette.application.port.in.ConfigureClients.State;
import dev.wassette.application.port.in.ListComponents.Summary;
import dev.wassette.application.port.in.ToolDescription;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.ToolName;
import dev.wassette.domain.client.Client;
import dev.wassette.domain.client.Scope;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FirstStepsTest {
    private static final Summary COMPONENT = new Summary(new ComponentId("tools"),
            List.of(new ToolDescription(new ToolName("add"), "", JsonObject.empty(), Optional.empty())));

    private static Found found(Client client, State state) {
        return new Found(client, Scope.USER, "/home/me/file", state);
    }

    private static final Named NAMED = new Named("wassette", new Server("http://127.0.0.1:9001/mcp", Optional.empty()), Optional.empty());

    @Test
    void beginsWithAComponentAndAClient() {
        assertEquals("""

                No components yet. Load one:
                  wassette component load oci://ghcr.io/microsoft/time-server-js:latest

                No MCP client knows of Wassette yet. Tell yours:
                  wassette client add claude-code --write    (or vscode, cursor, gemini, codex)

                Is all well?
                  wassette doctor
                """, FirstSteps.text(List.of(), List.of(found(Client.CODEX, new NotNamed()))));
    }

    @Test
    void leavesOutWhatIsDone() {
        assertEquals("""

                No components yet. Load one:
                  wassette component load oci://ghcr.io/microsoft/time-server-js:latest

                Is all well?
                  wassette doctor
                """, FirstSteps.text(List.of(), List.of(found(Client.CODEX, NAMED))));
    }

    @Test
    void showsTheUsualCommandsWhenAllIsThere() {
        assertEquals("""

                1 component with 1 tool, used by Cursor, Codex CLI:
                  wassette tool list -o table
                  wassette permission grant --help

                Is all well?
                  wassette doctor
                """, FirstSteps.text(List.of(COMPONENT), List.of(found(Client.CURSOR, NAMED), found(Client.CODEX, NAMED))));
    }
}
