package dev.wassette.cli.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Scripts that let a shell complete command lines, made from the commands. A script walks over the words before the cursor
/// to find the command they name, and offers what may stand behind it; where it has nothing to offer, the shell offers
/// files.
public final class Completion {
    /// The shells, as the command line calls them.
    public static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    private final Command root;
    private final List<Place> places = new ArrayList<>();

    /// A command, and the words that lead to it, each with a space before it; empty for the root.
    private record Place(String words, List<Command> path) {
        Command command() {
            return path.getLast();
        }

        Stream<Option> options() {
            return path.reversed().stream().flatMap(each -> each.options().stream());
        }
    }

    private Completion(Command root) {
        this.root = root;
        collect("", List.of(root));
    }

    private void collect(String words, List<Command> path) {
        places.add(new Place(words, path));
        for (Command below : path.getLast().subcommands()) {
            List<Command> longer = new ArrayList<>(path);
            longer.add(below);
            collect(words + " " + below.name(), longer);
        }
    }

    /// {@return the script for one of the [#SHELLS]}
    public static String script(Command root, String shell) {
        var completion = new Completion(root);
        return switch (shell) {
            case "bash" -> completion.bash();
            case "zsh" -> completion.zsh();
            case "fish" -> completion.fish();
            default -> throw new IllegalArgumentException("no shell " + shell);
        };
    }

    private String bash() {
        String name = root.name();
        return "# Completes the command lines of " + name + ". To use it: source <(" + name + " autocomplete bash)\n"
                + "_" + name + "() {\n"
                + "    local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} at= offered= i\n"
                + walk("COMP_WORDS", "i = 1; i < COMP_CWORD; i++", "        ")
                + "    case \"$at:$previous\" in\n"
                + values("        ", "offered=")
                + "        *)\n"
                + "            case \"$at\" in\n"
                + words("                ", "offered=")
                + "            esac ;;\n"
                + "    esac\n"
                + "    COMPREPLY=($(compgen -W \"$offered\" -- \"$word\"))\n"
                + "}\n"
                + "complete -o default -F _" + name + " " + name + "\n";
    }

    private String zsh() {
        String name = root.name();
        return "#compdef " + name + "\n"
                + "# Completes the command lines of " + name + ". To use it: source <(" + name + " autocomplete zsh)\n"
                + "_" + name + "() {\n"
                + "    local previous=${words[CURRENT-1]} at= i\n"
                + "    local -a offered\n"
                + walk("words", "i = 2; i < CURRENT; i++", "        ")
                + "    case \"$at:$previous\" in\n"
                + values("        ", "compadd -- ", true)
                + "        *)\n"
                + "            case \"$at\" in\n"
                + places.stream().map(place -> "                " + quoted(place.words()) + ") offered=("
                        + described(place) + ") ;;\n").collect(Collectors.joining())
                + "            esac\n"
                + "            _describe " + name + " offered || _files ;;\n"
                + "    esac\n"
                + "}\n"
                + "if [ \"$funcstack[1]\" = _" + name + " ]; then _" + name + " \"$@\"; else compdef _" + name + " " + name
                + "; fi\n";
    }

    private static String described(Place place) {
        Stream<String> commands = place.command().subcommands().stream().filter(each -> !each.hidden())
                .map(each -> each.name() + ":" + firstLine(each.about()));
        Stream<String> arguments = argumentValues(place).map(each -> each + ":");
        Stream<String> options = place.options().map(each -> each.name() + ":" + firstLine(each.help()));
        return Stream.of(commands, arguments, options).flatMap(each -> each).map(Completion::quoted)
                .collect(Collectors.joining(" "));
    }

    private String fish() {
        String name = root.name();
        var text = new StringBuilder("# Completes the command lines of " + name + ". To use it: " + name
                + " autocomplete fish | source\n"
                + "function __" + name + "_at\n"
                + "    set -l at ''\n"
                + "    set -l skip 0\n"
                + "    for word in (commandline -opc)[2..-1]\n"
                + "        if test $skip = 1\n"
                + "            set skip 0\n"
                + "        else if contains -- $word " + valued().collect(Collectors.joining(" ")) + "\n"
                + "            set skip 1\n"
                + "        else if contains -- \"$at $word\" " + deeper().map(Completion::quoted).collect(Collectors.joining(" "))
                + "\n"
                + "            set at \"$at $word\"\n"
                + "        end\n"
                + "    end\n"
                + "    test \"$at\" = \"$argv[1]\"\n"
                + "end\n");
        for (Place place : places) {
            String condition = "complete -c " + name + " -n " + quoted("__" + name + "_at " + quoted(place.words()));
            place.command().subcommands().stream().filter(each -> !each.hidden()).forEach(each -> text.append(condition)
                    .append(" -f -a ").append(each.name()).append(" -d ").append(quoted(firstLine(each.about()))).append('\n'));
            argumentValues(place).forEach(each -> text.append(condition).append(" -f -a ").append(each).append('\n'));
            place.options().forEach(each -> text.append(condition).append(" -l ").append(each.name().substring(2))
                    .append(each.shortName().isEmpty() ? "" : " -s " + each.shortName().substring(1))
                    .append(each.isFlag() ? "" : each.values().isEmpty() ? " -r" : " -x -a " + quoted(String.join(" ", each.values())))
                    .append(" -d ").append(quoted(firstLine(each.help()))).append('\n'));
        }
        return text.toString();
    }

    /// The loop that finds the command, in the words that bash and zsh share.
    private String walk(String words, String range, String indent) {
        return "    for ((" + range + ")); do\n"
                + indent + "case \"${" + words + "[i]}\" in\n"
                + indent + "    " + valued().collect(Collectors.joining("|")) + ") ((i++)); continue ;;\n"
                + indent + "esac\n"
                + indent + "case \"$at ${" + words + "[i]}\" in\n"
                + indent + "    " + deeper().map(Completion::quoted).collect(Collectors.joining("|")) + ") at=\"$at ${" + words
                + "[i]}\" ;;\n"
                + indent + "esac\n"
                + "    done\n";
    }

    private Stream<String> deeper() {
        return places.stream().map(Place::words).filter(words -> !words.isEmpty());
    }

    /// {@return the options whose next word is a value}
    private Stream<String> valued() {
        return places.stream().flatMap(Place::options).filter(each -> !each.isFlag())
                .flatMap(each -> Stream.of(each.name(), each.shortName())).filter(each -> !each.isEmpty()).distinct().sorted();
    }

    private String values(String indent, String offer) {
        return values(indent, offer, false);
    }

    private String values(String indent, String offer, boolean words) {
        var text = new StringBuilder();
        for (Place place : places) {
            place.options().filter(each -> !each.isFlag()).forEach(each -> {
                String names = Stream.of(each.name(), each.shortName()).filter(name -> !name.isEmpty())
                        .map(name -> quoted(place.words() + ":" + name)).collect(Collectors.joining("|"));
                String all = String.join(" ", each.values());
                text.append(indent).append(names).append(") ").append(each.values().isEmpty() ? words ? "_files" : ":"
                        : offer + (words ? all : quoted(all))).append(" ;;\n");
            });
        }
        return text.toString();
    }

    private String words(String indent, String offer) {
        return places.stream().map(place -> indent + quoted(place.words()) + ") " + offer + quoted(
                Stream.of(place.command().subcommands().stream().filter(each -> !each.hidden()).map(Command::name),
                        argumentValues(place), place.options().map(Option::name))
                        .flatMap(each -> each).collect(Collectors.joining(" "))) + " ;;\n").collect(Collectors.joining());
    }

    private static Stream<String> argumentValues(Place place) {
        return place.command().arguments().stream().flatMap(each -> each.values().stream());
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    /// {@return the text for any of the shells}
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
