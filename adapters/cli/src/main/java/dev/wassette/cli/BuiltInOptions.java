package dev.wassette.cli;

import dev.wassette.application.port.in.BuiltInTool;
import dev.wassette.application.port.in.BuiltInTool.Group;
import dev.wassette.cli.Settings.Invalid;
import dev.wassette.cli.syntax.Option;
import dev.wassette.cli.syntax.Parse;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Which built-in tools an agent sees and may call.
final class BuiltInOptions {
    private static final String STANDARD = "standard";
    private static final String NONE = "none";

    private static final Option BUILTIN_TOOLS = Option.valued("--builtin-tools", "NAME,...",
            "The built-in tools that agents may use: names of tools, or " + String.join(", ", groups())
                    + " [env: WASSETTE_BUILTIN_TOOLS] [default: " + STANDARD + "]");
    private static final Option DISABLE = Option.flag("--disable-builtin-tools", "", "The same as --builtin-tools none");
    static final List<Option> ALL = List.of(BUILTIN_TOOLS, DISABLE);

    private BuiltInOptions() {}

    private static List<String> groups() {
        return Stream.concat(Stream.of(STANDARD, NONE), Arrays.stream(Group.values()).map(Group::word)).toList();
    }

    static Set<BuiltInTool> of(Parse.Given given, Settings settings) throws Invalid, UnusableConfiguration {
        if (given.options().containsKey(DISABLE.name())) {
            if (given.options().containsKey(BUILTIN_TOOLS.name())) {
                throw new Invalid("the argument '" + DISABLE.name() + "' cannot be used with '" + BUILTIN_TOOLS.name() + "'");
            }
            return Set.of();
        }
        List<String> known = Stream.concat(groups().stream(), Arrays.stream(BuiltInTool.values()).map(BuiltInTool::word))
                .toList();
        Optional<List<String>> words =
                settings.words(given, BUILTIN_TOOLS, "WASSETTE_BUILTIN_TOOLS", "builtin_tools", known);
        if (words.isEmpty()) {
            return BuiltInTool.standard();
        }
        Set<BuiltInTool> chosen = EnumSet.noneOf(BuiltInTool.class);
        words.get().forEach(word -> chosen.addAll(meant(word)));
        return chosen;
    }

    private static Collection<BuiltInTool> meant(String word) {
        return switch (word) {
            case STANDARD -> BuiltInTool.standard();
            case NONE -> List.of();
            default -> Arrays.stream(BuiltInTool.values())
                    .filter(tool -> tool.word().equals(word) || tool.group().word().equals(word)).toList();
        };
    }
}
