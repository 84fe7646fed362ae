package dev.wassette.domain.health;

import java.util.Objects;
import java.util.Optional;

/// What was found out about one thing that this program needs.
///
/// @param area what it belongs to, a word such as `folders`
/// @param message what is so, and where: a sentence without its full stop
/// @param remedy a command that mends it
public record Finding(String area, Verdict verdict, String message, Optional<String> remedy) {
    public Finding {
        Objects.requireNonNull(area);
        Objects.requireNonNull(verdict);
        Objects.requireNonNull(message);
        Objects.requireNonNull(remedy);
    }

    /// Whether that is as it should be.
    public enum Verdict {
        OK("ok"),
        /// It works, but not as well or as safely as it could.
        WARNING("warning"),
        /// Something does not work.
        PROBLEM("problem");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        /// {@return the word for it}
        public String word() {
            return word;
        }
    }

    /// {@return that all is well}
    public static Finding ok(String area, String message) {
        return new Finding(area, Verdict.OK, message, Optional.empty());
    }

    /// {@return a warning that no command mends}
    public static Finding warning(String area, String message) {
        return new Finding(area, Verdict.WARNING, message, Optional.empty());
    }

    /// {@return a problem that no command mends}
    public static Finding problem(String area, String message) {
        return new Finding(area, Verdict.PROBLEM, message, Optional.empty());
    }

    /// {@return the same finding with a command that mends it}
    public Finding mendedBy(String command) {
        return new Finding(area, verdict, message, Optional.of(command));
    }
}
