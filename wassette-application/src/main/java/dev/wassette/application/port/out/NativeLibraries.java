package dev.wassette.application.port.out;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The native libraries of Wasmtime that lie where nobody had to name them.
public interface NativeLibraries {

    /// {@return all there are, those to be tried first at the front}
    List<Candidate> find();

    /// @param path absolute
    /// @param place what kind of place it lies in, for people
    /// @param distrust why it must not be loaded, if so: a sentence
    record Candidate(String path, String place, Optional<String> distrust) {
        public Candidate {
            Objects.requireNonNull(path);
            Objects.requireNonNull(place);
            Objects.requireNonNull(distrust);
        }
    }
}
