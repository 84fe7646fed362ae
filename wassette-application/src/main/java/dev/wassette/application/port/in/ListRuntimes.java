package dev.wassette.application.port.in;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Tells which engines there are on this machine, and which one is taken when the user leaves the choice.
public interface ListRuntimes {

    /// Looks and tries; native libraries that can be trusted are loaded into this process until one works.
    ///
    /// @param named the library that the user named, if any
    Overview list(Optional<NamedLibrary> named);

    /// @param runtimes in the order in which they are tried
    /// @param choices one for each way to leave the choice
    record Overview(List<Found> runtimes, List<Choice> choices) {
        public Overview {
            runtimes = List.copyOf(runtimes);
            choices = List.copyOf(choices);
        }
    }

    /// An engine, once for each library that it could run on.
    ///
    /// @param runtime the name that users select it by
    /// @param library the path of its native library, for one that does not bring its own
    /// @param place where that library or the engine comes from, for people
    record Found(String runtime, Optional<String> library, String place, State state) {
        public Found {
            Objects.requireNonNull(runtime);
            Objects.requireNonNull(library);
            Objects.requireNonNull(place);
            Objects.requireNonNull(state);
        }
    }

    sealed interface State {}

    /// @param version name and version of the engine, as it says itself
    record Usable(String version) implements State {
        public Usable {
            Objects.requireNonNull(version);
        }
    }

    /// @param reason a sentence: why, and what to do
    record Unusable(String reason) implements State {
        public Unusable {
            Objects.requireNonNull(reason);
        }
    }

    /// Nobody knows, as another one comes first.
    record NotTried() implements State {}

    /// @param asked the word that leaves the choice, such as `auto`
    /// @param taken what is then taken; empty when nothing can be
    /// @param reason why: a clause
    record Choice(String asked, Optional<Found> taken, String reason) {
        public Choice {
            Objects.requireNonNull(asked);
            Objects.requireNonNull(taken);
            Objects.requireNonNull(reason);
        }
    }
}
