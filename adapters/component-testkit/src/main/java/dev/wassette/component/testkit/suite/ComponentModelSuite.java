package dev.wassette.component.testkit.suite;

import dev.wassette.component.engine.CodeCache;
import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.engine.CoreEngineProvider;
import dev.wassette.component.engine.CoreLimits;
import dev.wassette.component.engine.EngineOptions;
import dev.wassette.component.testkit.suite.SuiteReport.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.TestAbortedException;

/// Runs the official reference tests of the Component Model on a core engine: one test for each command, named by file
/// and line. An engine's tests extend this class.
///
/// The environment variable `COMPONENT_MODEL_SUITE` names the folder with the suite as JSON and binaries; without it
/// the tests are skipped. The counts go to `target/component-model-suite.md` and, as one line, to the log.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ComponentModelSuite {
    private static final String FOLDER = "COMPONENT_MODEL_SUITE";
    private static final Path REPORT = Path.of("target", "component-model-suite.md");
    /// Enough for the suite, whose largest memory has a few pages; all of it is freed after each file.
    private static final CoreLimits LIMITS = new CoreLimits(1L << 30, 100_000);
    private static final String DONUT_WRAPPING = "expects a trap where a component calls its own child or its parent;"
            + " may_enter_from in the Canonical ABI of the same commit allows that";
    private static final Map<String, String> CONTRADICTING =
            Map.of("async/trap-on-reenter:86", DONUT_WRAPPING, "async/trap-on-reenter:110", DONUT_WRAPPING);

    private final SuiteReport report = new SuiteReport();
    private Optional<CoreEngine> engine = Optional.empty();

    /// For the engines' own tests.
    protected ComponentModelSuite() {}

    /// {@return the engine under test}
    protected abstract CoreEngineProvider provider();

    /// {@return why this engine cannot carry out a command; empty when it can}
    ///
    /// @param command such as `values/numerics:12`: the file and the line in it
    /// @param features that the command needs, such as `core:multi-memory`
    protected Optional<String> beyondTheEngine(String command, Set<String> features) {
        return Optional.empty();
    }

    @BeforeAll
    void openEngine() throws Exception {
        if (System.getenv(FOLDER) != null) {
            engine = Optional.of(provider().open(new EngineOptions(CodeCache.none(), LIMITS)));
        }
    }

    @AfterAll
    void finish() throws IOException {
        if (engine.isPresent()) {
            String description = engine.get().description();
            engine.get().close();
            Files.createDirectories(REPORT.getParent());
            Files.writeString(REPORT, report.markdown(description));
            System.getLogger(ComponentModelSuite.class.getName())
                    .log(System.Logger.Level.INFO, description + ", official suite, " + report.summary());
        }
    }

    @TestFactory
    Stream<DynamicNode> officialSuite() throws IOException {
        if (engine.isEmpty()) {
            return Stream.of(DynamicTest.dynamicTest("official suite", () -> {
                throw new TestAbortedException(FOLDER + " does not name the folder of the official suite");
            }));
        }
        List<SuiteFile> files = SuiteFile.readAll(Path.of(System.getenv(FOLDER)));
        return files.stream().map(this::file);
    }

    private DynamicNode file(SuiteFile file) {
        SuiteInterpreter interpreter = new SuiteInterpreter(engine.orElseThrow(), LIMITS);
        Stream<DynamicTest> commands = file.commands().stream().map(command -> DynamicTest.dynamicTest(
                file.name() + ":" + command.displayName(), () -> command(file, command, interpreter)));
        Stream<DynamicTest> end = Stream.of(DynamicTest.dynamicTest(file.name() + ": close", interpreter::close));
        return DynamicContainer.dynamicContainer(file.name(), Stream.concat(commands, end));
    }

    private void command(SuiteFile file, SuiteCommand command, SuiteInterpreter interpreter) throws Throwable {
        String place = file.name() + ":" + command.line();
        Optional<String> beyond = beyondTheEngine(place, command.features());
        if (!command.isCore()) {
            otherFeature(file, command);
        } else if (command.type().equals("unsupported")) {
            skipExplained(file, place, "a test of the text format: " + command.text("reason").orElse(""));
        } else if (CONTRADICTING.containsKey(place)) {
            skipExplained(file, place, CONTRADICTING.get(place));
        } else if (beyond.isPresent()) {
            skipExplained(file, place, beyond.get());
        } else {
            counted(file, Outcome.PASSED, () -> interpreter.run(command));
        }
    }

    private void otherFeature(SuiteFile file, SuiteCommand command) throws Throwable {
        if (command.binary().isPresent()) {
            counted(file, Outcome.REFUSED, () -> SuiteInterpreter.refuse(command));
        } else {
            skip(file, Outcome.LEFT_OUT, "acts on a component that needs " + command.features());
        }
    }

    private void skipExplained(SuiteFile file, String place, String reason) {
        report.explain(place, reason);
        skip(file, Outcome.SKIPPED, reason);
    }

    private void skip(SuiteFile file, Outcome outcome, String reason) {
        report.add(file.name(), outcome);
        throw new TestAbortedException(reason);
    }

    private void counted(SuiteFile file, Outcome success, Executable task) throws Throwable {
        try {
            task.execute();
        } catch (Throwable e) {
            report.add(file.name(), Outcome.FAILED);
            throw e;
        }
        report.add(file.name(), success);
    }
}
