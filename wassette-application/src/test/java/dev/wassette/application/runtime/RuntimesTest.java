package dev.wassette.application.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.port.in.InstallRuntime.Installed;
import dev.wassette.application.port.in.InstallRuntime.NotInstalled;
import dev.wassette.application.port.in.InstallRuntime.Outcome;
import dev.wassette.application.port.in.InstallRuntime.Request;
import dev.wassette.application.port.in.ListRuntimes.Choice;
import dev.wassette.application.port.in.ListRuntimes.Found;
import dev.wassette.application.port.in.ListRuntimes.NotTried;
import dev.wassette.application.port.in.ListRuntimes.Overview;
import dev.wassette.application.port.in.ListRuntimes.Unusable;
import dev.wassette.application.port.in.ListRuntimes.Usable;
import dev.wassette.application.port.in.NamedLibrary;
import dev.wassette.application.port.out.CoreEngines;
import dev.wassette.application.port.out.NativeLibraries.Candidate;
import dev.wassette.application.port.out.RuntimeArchives;
import dev.wassette.domain.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is tried, taken and trusted, over machines that are made up.
class RuntimesTest {
    private final List<String> tried = new ArrayList<>();
    private Set<String> working = Set.of("wasmtime-bundled", "chicory", "/good", "/better");
    private List<Candidate> candidates = List.of();

    private final CoreEngines engines = (runtime, library) -> {
        String what = library.orElse(runtime);
        tried.add(what);
        return working.contains(what) ? new CoreEngines.Runs(what + " 1.0") : new CoreEngines.Fails(what + " is broken.");
    };

    private Overview list(Optional<NamedLibrary> named) {
        return new ListRuntimesService(() -> candidates, engines).list(named);
    }

    private static Candidate candidate(String path) {
        return new Candidate(path, "a place", Optional.empty());
    }

    private static String taken(Overview overview, String wish) {
        Choice choice = overview.choices().stream().filter(each -> each.asked().equals(wish)).findFirst().orElseThrow();
        assertFalse(choice.reason().isEmpty());
        return choice.taken().map(found -> found.library().orElse(found.runtime())).orElse("none");
    }

    @ParameterizedTest
    @CsvSource({
        "'/good,wasmtime-bundled,chicory', /good, /good", "'wasmtime-bundled,chicory', wasmtime-bundled, wasmtime-bundled",
        "chicory, chicory, none", "'', none, none"
    })
    void takesTheFirstThatWorks(String works, String auto, String wasmtime) {
        candidates = List.of(candidate("/good"));
        working = Set.of(works.split(","));
        Overview overview = list(Optional.empty());
        assertEquals(auto, taken(overview, "auto"));
        assertEquals(wasmtime, taken(overview, "wasmtime"));
    }

    @Test
    void loadsNoLibraryThatIsNotTrustedAndNoneMoreThanItNeeds() {
        candidates = List.of(new Candidate("/evil", "a place", Optional.of("Others may write to it.")), candidate("/bad"),
                candidate("/good"), candidate("/better"));
        Overview overview = list(Optional.empty());
        assertEquals(List.of("/bad", "/good", "wasmtime-bundled", "chicory"), tried);
        assertEquals(List.of(new Unusable("Others may write to it."), new Unusable("/bad is broken."),
                new Usable("/good 1.0"), new NotTried(), new Usable("wasmtime-bundled 1.0"), new Usable("chicory 1.0")),
                overview.runtimes().stream().map(Found::state).toList());
        assertEquals("/good", taken(overview, "auto"));
    }

    @Test
    void saysHowToGetALibrary() {
        Found first = list(Optional.empty()).runtimes().getFirst();
        assertEquals("wasmtime-library", first.runtime());
        assertTrue(assertInstanceOf(Unusable.class, first.state()).reason().contains("wassette runtime install wasmtime"));
    }

    @Test
    void takesTheNamedLibraryOrNone() {
        candidates = List.of(candidate("/better"));
        assertEquals("/good", taken(list(Optional.of(new NamedLibrary("/good", "--wasmtime-library"))), "auto"));
        Overview broken = list(Optional.of(new NamedLibrary("/bad", "--wasmtime-library")));
        assertEquals("none", taken(broken, "auto"));
        assertEquals("none", taken(broken, "wasmtime"));
        assertTrue(broken.choices().getFirst().reason().contains("--wasmtime-library"));
        assertFalse(tried.contains("/better"));
    }

    @ParameterizedTest
    @CsvSource({
        "auto, '/good,/better,wasmtime-bundled,chicory'", "wasmtime, '/good,/better,wasmtime-bundled'",
        "wasmtime-library, '/good,/better'", "wasmtime-bundled, wasmtime-bundled", "chicory, chicory"
    })
    void triesInTheOrderThatIsListed(String wish, String order) {
        List<Candidate> found = List.of(candidate("/good"),
                new Candidate("/evil", "a place", Optional.of("Others may write to it.")), candidate("/better"));
        assertEquals(List.of(order.split(",")), new RuntimeOrder(() -> found).of(wish, Optional.empty())
                .map(attempt -> attempt.library().orElse(attempt.runtime())).toList());
    }

    @Test
    void looksForNoLibraryWhenNoneIsWanted() {
        var order = new RuntimeOrder(() -> {
            throw new IllegalStateException("looked");
        });
        assertEquals(1, order.of("chicory", Optional.empty()).count());
        assertEquals(1, order.of("auto", Optional.of(new NamedLibrary("/good", "--wasmtime-library"))).count());
    }

    /// Archives of one digest for a platform.
    private final class OneArchive implements RuntimeArchives {
        private final String platform;
        private final Digest digest;
        private final List<String> log = new ArrayList<>();

        OneArchive(String platform, Digest digest) {
            this.platform = platform;
            this.digest = digest;
        }

        @Override
        public String platform() {
            return platform;
        }

        @Override
        public Fetch fetch(String reference, Progress progress) {
            log.add("fetch " + reference);
            return reference.equals("missing") ? new Unavailable("missing does not exist.") : new Fetched(new Archive() {
                @Override
                public Digest digest() {
                    return digest;
                }

                @Override
                public Unpacking install() {
                    log.add("install");
                    return new Unpacked("49.0.0", "/good");
                }

                @Override
                public void close() {
                    log.add("close");
                }
            });
        }

        Outcome install(Optional<String> from, Optional<Digest> wanted) {
            return new InstallRuntimeService(this, engines).install(new Request(from, wanted), (bytes, total) -> {});
        }
    }

    private static final Digest KNOWN = KnownArchives.forPlatform("x86_64-linux").orElseThrow().digest();
    private static final Digest OTHER = Digest.of(new byte[1]);

    @Test
    void installsAKnownArchiveWithoutQuestions() {
        var archives = new OneArchive("x86_64-linux", KNOWN);
        assertEquals(new Installed("49.0.0", "/good", KNOWN, Optional.empty()),
                archives.install(Optional.empty(), Optional.empty()));
        assertTrue(archives.log.getFirst().startsWith("fetch https://"), archives.log::toString);
        assertEquals(List.of("install", "close"), archives.log.subList(1, 3));
        assertInstanceOf(Installed.class, new OneArchive("aarch64-linux", KNOWN).install(Optional.of("x.whl"), Optional.empty()));
    }

    @Test
    void installsAnyArchiveWhoseDigestTheUserKnows() {
        assertInstanceOf(Installed.class,
                new OneArchive("aarch64-linux", OTHER).install(Optional.of("x.tar.xz"), Optional.of(OTHER)));
    }

    @Test
    void looksIntoNoArchiveThatIsNotTrusted() {
        var archives = new OneArchive("x86_64-linux", OTHER);
        assertRefused(archives.install(Optional.of("x.whl"), Optional.empty()), "x.whl", OTHER.hex(), "--sha256");
        assertRefused(archives.install(Optional.of("x.whl"), Optional.of(KNOWN)), "x.whl", OTHER.hex(), KNOWN.hex());
        assertRefused(archives.install(Optional.empty(), Optional.empty()), "https://", OTHER.hex());
        assertFalse(archives.log.contains("install"), archives.log::toString);
        assertEquals(3, archives.log.stream().filter("close"::equals).count());
        assertRefused(new OneArchive("x86_64-linux", KNOWN).install(Optional.of("x.whl"), Optional.of(OTHER)), OTHER.hex());
    }

    @Test
    void tellsWhatToDoWhereNoArchiveIsKnown() {
        var archives = new OneArchive("riscv64-linux", KNOWN);
        assertRefused(archives.install(Optional.empty(), Optional.empty()), "riscv64-linux", "--from", "--sha256");
        assertEquals(List.of(), archives.log);
        assertRefused(archives.install(Optional.of("missing"), Optional.empty()), "missing does not exist.");
    }

    @Test
    void tellsWhenWhatItInstalledDoesNotRun() {
        working = Set.of();
        var installed = assertInstanceOf(Installed.class,
                new OneArchive("x86_64-linux", KNOWN).install(Optional.empty(), Optional.empty()));
        assertEquals(Optional.of("/good is broken."), installed.problem());
    }

    private static void assertRefused(Outcome outcome, String... parts) {
        String reason = assertInstanceOf(NotInstalled.class, outcome).reason();
        for (String part : parts) {
            assertTrue(reason.contains(part), reason);
        }
    }
}
