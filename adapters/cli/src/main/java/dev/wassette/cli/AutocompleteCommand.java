package dev.wassette.cli;

import dev.wassette.cli.syntax.Argument;
import dev.wassette.cli.syntax.Command;
import dev.wassette.cli.syntax.Completion;
import java.util.List;

/// `wassette autocomplete SHELL`.
final class AutocompleteCommand {
    static final Command AUTOCOMPLETE = Command.leaf("autocomplete", "Print a script that lets a shell complete commands",
            List.of(), new Argument("SHELL", Completion.SHELLS, "Which shell"))
            .example("source <(wassette autocomplete bash)", "source <(wassette autocomplete zsh)",
                    "wassette autocomplete fish | source");

    private AutocompleteCommand() {}
}
