package dev.wassette.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.cli.syntax.Command;
import dev.wassette.cli.syntax.ManualPage;
import dev.wassette.cli.syntax.Option;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualPageTest {

    @Test
    void writesEachCommandWithItsOptionsInTheMacrosOfMan() {
        Command play = Command.leaf("play", "Play a tune.\n'Loud' too", List.of(Option.valued("--key-of", "KEY", "Which \"key\""),
                Option.flag("--help", "-h", "Print help"))).example("band play --key-of C\\sharp");
        String page = ManualPage.of(Command.group("band", "Plays.", List.of(), play, play.alias("p")), "1.2", "2026-01-02");

        assertTrue(page.startsWith(".TH BAND 1 \"2026-01-02\" \"band 1.2\" \"User Commands\"\n"), page);
        assertEquals("""
                .SS "band play"
                Play a tune.
                \\(aqLoud\\(aq too
                .TP
                .B "\\-\\-key\\-of <KEY>"
                Which \\(dqkey\\(dq
                .TP
                .B "\\-h, \\-\\-help"
                Print help
                .PP
                .nf
                .RS
                band play \\-\\-key\\-of C\\esharp
                .RE
                .fi
                """, page.substring(page.indexOf(".SS"), page.indexOf(".SH EXIT")));
    }

    @Test
    void namesEveryCommandOfOurs() {
        String page = WassetteCli.manual("1.2", "2026-01-02");

        for (Command command : WassetteCli.WASSETTE.subcommands()) {
            assertEquals(!command.hidden(), page.contains(".SS \"wassette " + command.name()), command.name());
        }
        assertFalse(page.lines().anyMatch(line -> line.startsWith("'")), page);
    }
}
