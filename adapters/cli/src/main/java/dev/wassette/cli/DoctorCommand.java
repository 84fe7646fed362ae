package dev.wassette.cli;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.port.in.NamedLibrary;
import dev.wassette.cli.Settings.Invalid;
import dev.wassette.cli.syntax.Command;
import dev.wassette.cli.syntax.Option;
import dev.wassette.cli.syntax.Parse;
import dev.wassette.domain.health.Finding;
import dev.wassette.domain.health.Finding.Verdict;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// `wassette doctor`: what is not as it should be, and the command that mends it.
final class DoctorCommand {
    private static final Option OUTPUT = Option.choice("--output-format", "FORMAT", List.of("table", "json", "yaml"),
            "How to print the result [default: table]").shortly("-o");
    private static final Option ONLINE = Option.flag("--online", "", "Also ask registries whether they answer");
    static final Command DOCTOR = Command.leaf("doctor",
            "Look whether all is well, and say how to mend what is not",
            List.of(ONLINE, Settings.RUNTIME, Settings.WASMTIME_LIBRARY, OUTPUT))
            .example("wassette doctor", "wassette doctor --online -o json");
    private static final String WIDEST = "problem";

    private final UseCases useCases;
    private final Settings settings;
    private final Terminal terminal;
    private final PrintStream out;

    DoctorCommand(UseCases useCases, Settings settings, Terminal terminal, PrintStream out) {
        this.useCases = Objects.requireNonNull(useCases);
        this.settings = Objects.requireNonNull(settings);
        this.terminal = Objects.requireNonNull(terminal);
        this.out = Objects.requireNonNull(out);
    }

    /// What was found where the settings could be read.
    @FunctionalInterface
    private interface Setting<T> {
        T read() throws Invalid, UnusableConfiguration;
    }

    /// @return the exit status of the process: 1 when there is a problem
    int run(Parse.Given given) throws Invalid {
        List<Finding> findings = new ArrayList<>(configuration());
        Folders folders = usable(findings, () -> settings.folders(given),
                new Folders(Optional.empty(), Optional.empty(), new AuditLog.Usual()));
        RuntimeChoice runtime = usable(findings, () -> settings.runtime(given), RuntimeChoice.AUTO);
        Optional<NamedLibrary> library = usable(findings, () -> settings.wasmtimeLibrary(given), Optional.empty());
        findings.addAll(useCases.diagnose(folders, runtime, library, given.options().containsKey(ONLINE.name())).findings());
        String format = given.options().getOrDefault(OUTPUT.name(), "table");
        out.print(format.equals("table") ? text(findings) : Printed.as(given, terminal, json(findings)));
        return count(findings, Verdict.PROBLEM) == 0 ? 0 : 1;
    }

    private List<Finding> configuration() {
        try {
            List<Finding> typos = ConfigCommands.typos(useCases).stream()
                    .map(typo -> Finding.warning("configuration", withoutStop(typo))).toList();
            return typos.isEmpty() ? List.of(Finding.ok("configuration", useCases.configurationPlace() + " is understood")) : typos;
        } catch (UnusableConfiguration e) {
            return List.of(unusable(e));
        }
    }

    private Finding unusable(UnusableConfiguration e) {
        Finding finding = Finding.problem("configuration", withoutStop(e.getMessage()));
        try {
            String file = useCases.configurationPlace();
            return finding.mendedBy("mv '" + file + "' '" + file + ".broken'");
        } catch (UnusableConfiguration _) {
            return finding.mendedBy("unset WASSETTE_CONFIG_FILE");
        }
    }

    /// The same fault may stand in the way of several settings.
    private <T> T usable(List<Finding> findings, Setting<T> setting, T otherwise) throws Invalid {
        try {
            return setting.read();
        } catch (UnusableConfiguration e) {
            Finding finding = unusable(e);
            if (!findings.contains(finding)) {
                findings.add(finding);
            }
            return otherwise;
        }
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private static long count(List<Finding> findings, Verdict verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).count();
    }

    private String text(List<Finding> findings) {
        int area = findings.stream().mapToInt(finding -> finding.area().length()).max().orElse(0);
        var text = new StringBuilder();
        for (Finding finding : findings) {
            text.append(verdict(finding.verdict())).append("  ").append(finding.area())
                    .repeat(' ', area - finding.area().length() + 2).append(Table.printable(finding.message())).append('\n');
            finding.remedy().ifPresent(command -> text.repeat(' ', WIDEST.length() + area + 4).append("mend it: ")
                    .append(terminal.bold(Table.printable(command))).append('\n'));
        }
        return text.append('\n').append(summary(findings)).append('\n').toString();
    }

    private String verdict(Verdict verdict) {
        String padded = verdict.word() + " ".repeat(WIDEST.length() - verdict.word().length());
        return switch (verdict) {
            case OK -> terminal.green(padded);
            case WARNING -> terminal.bold(padded);
            case PROBLEM -> terminal.red(padded);
        };
    }

    private static String summary(List<Finding> findings) {
        long problems = count(findings, Verdict.PROBLEM);
        long warnings = count(findings, Verdict.WARNING);
        return problems + warnings == 0 ? "All is well."
                : problems + (problems == 1 ? " problem, " : " problems, ") + warnings + (warnings == 1 ? " warning." : " warnings.");
    }

    private static JsonObject json(List<Finding> findings) {
        return JsonObject.empty()
                .with("findings", new JsonArray(findings.stream().map(DoctorCommand::json).toList()))
                .with("problems", JsonNumber.of(count(findings, Verdict.PROBLEM)))
                .with("warnings", JsonNumber.of(count(findings, Verdict.WARNING)));
    }

    private static JsonValue json(Finding finding) {
        JsonObject json = JsonObject.empty().with("area", new JsonString(finding.area()))
                .with("message", new JsonString(finding.message()));
        if (finding.remedy().isPresent()) {
            json = json.with("remedy", new JsonString(finding.remedy().get()));
        }
        return json.with("verdict", new JsonString(finding.verdict().word()));
    }
}
