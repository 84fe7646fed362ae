package dev.wassette.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wassette.cli.syntax.Completion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The scripts in real shells: what a shell would offer behind some words. A shell that is not there is passed over, but
/// not where `WASSETTE_EXAMPLES=required` stands for a complete machine.
class CompletionTest {
    @TempDir
    private Path folder;

    private Path script(String shell) throws IOException {
        return Files.writeString(folder.resolve("script"), Completion.script(WassetteCli.WASSETTE, shell));
    }

    private static void need(String shell) {
        boolean there = Stream.of(System.getenv("PATH").split(":")).anyMatch(each -> Files.isExecutable(Path.of(each, shell)));
        boolean required = "required".equals(System.getenv("WASSETTE_EXAMPLES"));
        assumeTrue(there || required, shell + " is not installed");
    }

    private List<String> run(String shell, String... arguments) throws IOException, InterruptedException {
        var command = Stream.concat(Stream.of(shell), Stream.of(arguments)).toList();
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS), shell + " did not end");
        assertEquals("", Files.readString(err), shell);
        return Files.readAllLines(out);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                   | serve,permission,policy,--help | --stdio
            ser                                  | serve                          | permission
            permission                           | permission                     | serve
            'permission '                        | grant,revoke,reset             | serve
            'permission grant '                  | storage,network                | reset
            '--plugin-dir permission '           | serve                          | grant
            'serve --st'                         | --stdio,--streamable-http      | --sse
            'serve --runtime '                   | auto,chicory                   | --stdio
            'serve --runtime ch'                 | chicory                        | auto
            'policy get -o '                     | json,yaml,table                | --help
            'autocomplete '                      | bash,zsh,fish                  | serve
            """)
    void bashOffers(String words, String offered, String withheld) throws Exception {
        need("bash");
        List<String> all = run("bash", "--norc", "-c", "source " + script("bash") + "\n"
                + "line='wassette " + words + "'\nread -ra COMP_WORDS <<< \"$line\"\n"
                + "case \"$line\" in *' ') COMP_WORDS+=('') ;; esac\n"
                + "COMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_wassette\nprintf '%s\\n' \"${COMPREPLY[@]}\"");
        assertTrue(all.containsAll(List.of(offered.split(","))), all::toString);
        assertTrue(!all.contains(withheld), all::toString);
    }

    /// zsh calls the functions of its completion system; stand-ins print what they are given.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                         | serve,permission,policy,--help | --stdio
            'permission ;'             | grant,revoke,reset             | serve
            '--plugin-dir permission ;' | serve                         | grant
            'serve --runtime ;'        | auto,chicory                   | --stdio
            'policy get -o ;'          | json,yaml,table                | --help
            """)
    void zshOffers(String words, String offered, String withheld) throws Exception {
        need("zsh");
        List<String> all = run("zsh", "-f", "-c", "compdef() { }\n"
                + "_describe() { print -l -- \"${(@)${(@P)2}%%:*}\"; }\ncompadd() { shift; print -l -- \"$@\"; }\n"
                + "source " + script("zsh") + "\n"
                + "words=(wassette " + words.replace(";", "''") + (words.isEmpty() ? "''" : "") + ")\nCURRENT=${#words}\n_wassette");
        assertTrue(all.containsAll(List.of(offered.split(","))), all::toString);
        assertTrue(!all.contains(withheld), all::toString);
    }

    @Test
    void theCompletionSystemsKnowWhoCompletes() throws Exception {
        need("bash");
        assertEquals(List.of("complete -o default -F _wassette wassette"),
                run("bash", "--norc", "-c", "source " + script("bash") + "; complete -p wassette"));
        need("zsh");
        assertEquals(List.of("_wassette"), run("zsh", "-f", "-c", "autoload -U compinit; compinit -D -u; source " + script("zsh")
                + "; print $_comps[wassette]"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                         | serve,permission,policy   | --stdio
            'permission '              | grant,deny,revoke,reset   | serve
            'policy di'                | diff                      | get
            'serve --st'               | --stdio                   | --sse
            'serve --runtime ch'       | chicory                   | auto
            'permission revoke network --d' | --denied,--dry-run   | --access
            """)
    void fishOffers(String words, String offered, String withheld) throws Exception {
        need("fish");
        List<String> all = run("fish", "--no-config", "-c", "source " + script("fish") + "; complete -C 'wassette " + words + "'")
                .stream().map(line -> line.split("\t")[0]).toList();
        assertTrue(all.containsAll(List.of(offered.split(","))), all::toString);
        assertTrue(!all.contains(withheld), all::toString);
    }
}
