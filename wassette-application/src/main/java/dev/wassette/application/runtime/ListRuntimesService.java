package dev.wassette.application.runtime;

import dev.wassette.application.port.in.ListRuntimes;
import dev.wassette.application.port.in.NamedLibrary;
import dev.wassette.application.port.out.CoreEngines;
import dev.wassette.application.port.out.CoreEngines.Fails;
import dev.wassette.application.port.out.CoreEngines.Runs;
import dev.wassette.application.port.out.NativeLibraries;
import dev.wassette.application.port.out.NativeLibraries.Candidate;
import dev.wassette.application.runtime.RuntimeOrder.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Lists the engines by trying them in the order of [RuntimeOrder].
public final class ListRuntimesService implements ListRuntimes {
    private static final String INSIDE = "inside the program";

    private final NativeLibraries libraries;
    private final CoreEngines engines;

    public ListRuntimesService(NativeLibraries libraries, CoreEngines engines) {
        this.libraries = Objects.requireNonNull(libraries);
        this.engines = Objects.requireNonNull(engines);
    }

    @Override
    public Overview list(Optional<NamedLibrary> named) {
        List<Candidate> candidates = libraries.find();
        List<Found> runtimes = named.isPresent() ? new ArrayList<>(List.of(named(named.get()))) : onLibraries(candidates);
        runtimes.add(builtIn(RuntimeOrder.BUNDLED));
        runtimes.add(builtIn(RuntimeOrder.CHICORY));
        var order = new RuntimeOrder(() -> candidates);
        return new Overview(runtimes,
                List.of(choice("auto", order, named, runtimes), choice("wasmtime", order, named, runtimes)));
    }

    private Found named(NamedLibrary library) {
        return new Found(RuntimeOrder.LIBRARY, Optional.of(library.path()), "named by " + library.origin(),
                state(RuntimeOrder.LIBRARY, Optional.of(library.path())));
    }

    private Found builtIn(String runtime) {
        return new Found(runtime, Optional.empty(), INSIDE, state(runtime, Optional.empty()));
    }

    /// One that works is enough: every further library would be native code loaded for nothing.
    private List<Found> onLibraries(List<Candidate> candidates) {
        List<Found> found = new ArrayList<>();
        boolean works = false;
        for (Candidate candidate : candidates) {
            State state = candidate.distrust().isPresent() ? new Unusable(candidate.distrust().get())
                    : works ? new NotTried() : state(RuntimeOrder.LIBRARY, Optional.of(candidate.path()));
            works |= state instanceof Usable;
            found.add(new Found(RuntimeOrder.LIBRARY, Optional.of(candidate.path()), candidate.place(), state));
        }
        if (found.isEmpty()) {
            found.add(new Found(RuntimeOrder.LIBRARY, Optional.empty(), "nowhere", new Unusable(
                    "No library of Wasmtime was found; 'wassette runtime install wasmtime' installs one.")));
        }
        return found;
    }

    private State state(String runtime, Optional<String> library) {
        return switch (engines.tryOut(runtime, library)) {
            case Runs(String version) -> new Usable(version);
            case Fails(String reason) -> new Unusable(reason);
        };
    }

    private static Choice choice(String wish, RuntimeOrder order, Optional<NamedLibrary> named, List<Found> runtimes) {
        Optional<Found> taken = order.of(wish, named).flatMap(attempt -> runtimes.stream()
                .filter(found -> is(found, attempt) && found.state() instanceof Usable)).findFirst();
        return new Choice(wish, taken, reason(taken, named));
    }

    private static boolean is(Found found, Attempt attempt) {
        return found.runtime().equals(attempt.runtime()) && found.library().equals(attempt.library());
    }

    private static String reason(Optional<Found> taken, Optional<NamedLibrary> named) {
        if (named.isPresent()) {
            return (taken.isPresent() ? "its library was named by " : "it cannot use the library named by ")
                    + named.get().origin();
        }
        return switch (taken.map(Found::runtime).orElse("")) {
            case RuntimeOrder.LIBRARY -> "the newest and fastest that works here";
            case RuntimeOrder.BUNDLED -> "no library of Wasmtime works here";
            case RuntimeOrder.CHICORY -> "nothing native works here";
            default -> "nothing works here";
        };
    }
}
