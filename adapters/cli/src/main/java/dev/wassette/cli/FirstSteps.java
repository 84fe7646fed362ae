package dev.wassette.cli;

import dev.wassette.application.port.in.ConfigureClients.Found;
import dev.wassette.application.port.in.ConfigureClients.Named;
import dev.wassette.application.port.in.ListComponents.Summary;
import java.util.List;
import java.util.stream.Collectors;

/// What to do next, for somebody who typed nothing but the name of the program.
final class FirstSteps {
    private FirstSteps() {}

    /// {@return a few lines, the last one ended too}
    ///
    /// @param components that are kept
    /// @param clients what their files say
    static String text(List<Summary> components, List<Found> clients) {
        List<String> told = clients.stream().filter(found -> found.state() instanceof Named)
                .map(found -> found.client().title()).distinct().toList();
        var text = new StringBuilder();
        if (components.isEmpty()) {
            step(text, "No components yet. Load one:", "wassette component load oci://ghcr.io/microsoft/time-server-js:latest");
        }
        if (told.isEmpty()) {
            step(text, "No MCP client knows of Wassette yet. Tell yours:",
                    "wassette client add claude-code --write    (or vscode, cursor, gemini, codex)");
        }
        if (!components.isEmpty() && !told.isEmpty()) {
            step(text, count(components.size(), "component") + " with "
                    + count(components.stream().mapToInt(each -> each.tools().size()).sum(), "tool") + ", used by "
                    + told.stream().collect(Collectors.joining(", ")) + ":",
                    "wassette tool list -o table", "wassette permission grant --help");
        }
        step(text, "Is all well?", "wassette doctor");
        return text.toString();
    }

    private static void step(StringBuilder text, String sentence, String... commands) {
        text.append('\n').append(sentence).append('\n');
        for (String command : commands) {
            text.append("  ").append(command).append('\n');
        }
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
