package dev.wassette.cli;

import dev.wassette.application.port.in.DocumentComponent;
import dev.wassette.cli.Settings.Invalid;
import dev.wassette.cli.syntax.Argument;
import dev.wassette.cli.syntax.Command;
import dev.wassette.cli.syntax.Option;
import dev.wassette.cli.syntax.Parse;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// `wassette docs ...`: the documentation inside a component.
final class DocsCommands {
    private static final Option WIT_DIR = Option.valued("--wit-dir", "PATH", "The folder with the WIT files, or one file");
    private static final Option INPLACE = Option.flag("--inplace", "", "Change the component itself");
    private static final Option OUT = Option.valued("--out", "PATH", "What to write [default: <name>.docs.wasm]");
    private static final Argument COMPONENT = new Argument("COMPONENT", List.of(), "The file of the component");

    private static final Command INJECT = Command.leaf("inject",
            "Put the documentation of WIT files into a component", List.of(WIT_DIR, INPLACE, OUT), COMPONENT)
            .example("wassette docs inject my-tool.wasm --wit-dir wit/ --inplace");
    private static final Command VIEW = Command.leaf("view", "Show the documentation of a component",
            List.of(Printed.OUTPUT), COMPONENT)
            .example("wassette docs view my-tool.wasm -o yaml");
    static final Command DOCS = Command.group("docs",
            "Write and read the documentation that tools get their descriptions from", List.of(), INJECT, VIEW);

    private final UseCases useCases;
    private final Terminal terminal;
    private final PrintStream out;
    private final PrintStream err;

    DocsCommands(UseCases useCases, Terminal terminal, PrintStream out, PrintStream err) {
        this.useCases = Objects.requireNonNull(useCases);
        this.terminal = Objects.requireNonNull(terminal);
        this.out = Objects.requireNonNull(out);
        this.err = Objects.requireNonNull(err);
    }

    /// {@return whether this class does what was asked for}
    static boolean have(Parse.Given given) {
        return given.path().contains(DOCS) && given.command().subcommands().isEmpty();
    }

    /// @param given what these commands [#have]
    /// @return the exit status of the process
    int run(Parse.Given given) throws Invalid {
        String component = given.arguments().getFirst();
        DocumentComponent docs = useCases.documentComponent();
        return switch (given.command() == VIEW ? docs.view(component) : inject(given, component, docs)) {
            case DocumentComponent.Injected(String file, int functions) -> {
                out.println("Wrote " + file + " with the documentation of " + functions + " function(s)");
                yield 0;
            }
            case DocumentComponent.Documented(var found) -> {
                out.print(Printed.as(given, terminal, found));
                yield 0;
            }
            case DocumentComponent.Failed(String reason) -> {
                err.println("Error: " + reason);
                yield 1;
            }
        };
    }

    private static DocumentComponent.Outcome inject(Parse.Given given, String component, DocumentComponent docs) throws Invalid {
        boolean inplace = given.options().containsKey(INPLACE.name());
        Optional<String> output = Optional.ofNullable(given.options().get(OUT.name()));
        if (inplace && output.isPresent()) {
            throw new Invalid("the argument '--inplace' cannot be used with '--out <PATH>'");
        }
        String wit = given.options().get(WIT_DIR.name());
        if (wit == null) {
            throw new Invalid("a value is required for '--wit-dir <PATH>'");
        }
        return docs.inject(component, wit, inplace ? Optional.of(component) : output);
    }
}
