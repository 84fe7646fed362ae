package dev.wassette.application.runtime;

import dev.wassette.application.port.in.NamedLibrary;
import dev.wassette.application.port.out.NativeLibraries;
import dev.wassette.application.port.out.NativeLibraries.Candidate;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// In which order engines are tried for a word of the user. One place, so that what is listed is what is taken.
///
/// The fastest comes first: Wasmtime's library, then the Wasmtime inside the program, then Chicory. A library that the
/// user named stands alone: who names one wants no other. Libraries that nobody named are passed over when they must not
/// be loaded.
public final class RuntimeOrder {
    /// The engine on a native library of this machine.
    public static final String LIBRARY = "wasmtime-library";

    /// The engine on the native library inside the program.
    public static final String BUNDLED = "wasmtime-bundled";

    /// The engine without native code.
    public static final String CHICORY = "chicory";

    private final NativeLibraries libraries;

    public RuntimeOrder(NativeLibraries libraries) {
        this.libraries = Objects.requireNonNull(libraries);
    }

    /// An engine to be tried.
    ///
    /// @param library the path of its native library
    public record Attempt(String runtime, Optional<String> library) {
        public Attempt {
            Objects.requireNonNull(runtime);
            Objects.requireNonNull(library);
        }

        private Attempt(String runtime) {
            this(runtime, Optional.empty());
        }
    }

    /// {@return what to try, one after the other; looks for libraries only when it comes to them}
    ///
    /// @param wish `auto`, `wasmtime` or the name of one engine
    /// @param named the library that the user named, if any
    public Stream<Attempt> of(String wish, Optional<NamedLibrary> named) {
        return switch (wish) {
            case "auto" -> named.isPresent() ? onLibraries(named)
                    : Stream.concat(onLibraries(named), Stream.of(new Attempt(BUNDLED), new Attempt(CHICORY)));
            case "wasmtime" -> named.isPresent() ? onLibraries(named)
                    : Stream.concat(onLibraries(named), Stream.of(new Attempt(BUNDLED)));
            case LIBRARY -> onLibraries(named);
            default -> Stream.of(new Attempt(wish));
        };
    }

    private Stream<Attempt> onLibraries(Optional<NamedLibrary> named) {
        Stream<String> paths = named.isPresent() ? named.stream().map(NamedLibrary::path)
                : libraries.find().stream().filter(found -> found.distrust().isEmpty()).map(Candidate::path);
        return paths.map(path -> new Attempt(LIBRARY, Optional.of(path)));
    }
}
