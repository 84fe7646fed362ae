package dev.wassette.application.doctor;

import dev.wassette.application.port.in.ListRuntimes;
import dev.wassette.application.port.in.ListRuntimes.Choice;
import dev.wassette.application.port.in.ListRuntimes.Found;
import dev.wassette.application.port.in.ListRuntimes.Overview;
import dev.wassette.application.port.in.ListRuntimes.Unusable;
import dev.wassette.application.port.in.ListRuntimes.Usable;
import dev.wassette.application.port.in.NamedLibrary;
import dev.wassette.application.port.out.ComponentRuntime;
import dev.wassette.application.port.out.ComponentRuntime.CallOutcome;
import dev.wassette.application.port.out.ComponentRuntime.Prepared;
import dev.wassette.application.port.out.ComponentRuntime.PreparedComponent;
import dev.wassette.application.port.out.ComponentRuntime.Refused;
import dev.wassette.application.port.out.ComponentRuntime.Returned;
import dev.wassette.application.port.out.Examination;
import dev.wassette.application.runtime.RuntimeOrder;
import dev.wassette.domain.Caller;
import dev.wassette.domain.health.Finding;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.wit.WitValue;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Which engine is taken, and whether a component runs on it.
public final class RuntimeExamination implements Examination {
    private static final String AREA = "runtime";
    private static final String INSTALL = "wassette runtime install wasmtime";
    /// A component with one function, `answer: func() -> u32`, that returns 42:
    ///
    /// ```wat
    /// (component
    ///   (core module $m (func (export "answer") (result i32) i32.const 42))
    ///   (core instance $i (instantiate $m))
    ///   (func (export "answer") (result u32) (canon lift (core func $i "answer"))))
    /// ```
    private static final String COMPONENT = "0061736d0d00010001320061736d010000000105016000017f03020100070a0106616e73776572"
            + "00000a06010400412a0b0009046e616d650002016d02040100000007050140000079060c010000010006616e7377657208060100000000"
            + "000b0c010006616e73776572010000001f0e636f6d706f6e656e742d6e616d65010600110100016d0106001201000169";
    private static final WitValue ANSWER = new WitValue.U32(42);

    private final ListRuntimes runtimes;
    private final String wish;
    private final Optional<NamedLibrary> named;
    private final ComponentRuntime runtime;

    /// @param wish the engine that the user asked for, or `auto`
    /// @param named the library that the user named, if any
    /// @param runtime on the engine that comes of it
    public RuntimeExamination(ListRuntimes runtimes, String wish, Optional<NamedLibrary> named, ComponentRuntime runtime) {
        this.runtimes = Objects.requireNonNull(runtimes);
        this.wish = Objects.requireNonNull(wish);
        this.named = Objects.requireNonNull(named);
        this.runtime = Objects.requireNonNull(runtime);
    }

    @Override
    public List<Finding> findings() {
        Overview overview = runtimes.list(named);
        List<Finding> findings = new ArrayList<>();
        findings.add(problem().map(this::broken).orElseGet(() -> Finding.ok(AREA, taken(overview) + " runs components")));
        overview.runtimes().stream().filter(found -> found.runtime().equals(RuntimeOrder.LIBRARY))
                .flatMap(found -> found.state() instanceof Unusable(String reason)
                        ? Optional.of(unusable(found, reason)).stream() : Optional.<Finding>empty().stream())
                .forEach(findings::add);
        return findings;
    }

    private String taken(Overview overview) {
        return overview.choices().stream().filter(choice -> choice.asked().equals(wish)).map(Choice::taken)
                .flatMap(Optional::stream).findFirst().map(RuntimeExamination::text).orElse(wish);
    }

    private static String text(Found found) {
        String version = found.state() instanceof Usable(String text) ? text : found.runtime();
        return found.library().map(library -> version + " (" + library + ")").orElse(version);
    }

    /// {@return why no component runs; empty when one does}
    private Optional<String> problem() {
        return switch (runtime.prepare(HexFormat.of().parseHex(COMPONENT))) {
            case Refused(String reason) -> Optional.of(reason);
            case Prepared(PreparedComponent component) -> {
                try (component) {
                    CallOutcome outcome = component.call(component.functions().getFirst().name(), List.of(), Grant.nothing(),
                            Caller.silent()).outcome();
                    yield outcome.equals(new Returned(Optional.of(ANSWER))) ? Optional.empty()
                            : Optional.of("A component that returns 42 ended with " + outcome);
                }
            }
        };
    }

    private Finding broken(String reason) {
        Finding finding = Finding.problem(AREA, "No component runs: " + reason);
        return finding.mendedBy(named.filter(library -> library.origin().contains("WASSETTE_WASMTIME_LIBRARY")).isPresent()
                ? "unset WASSETTE_WASMTIME_LIBRARY" : INSTALL);
    }

    /// Without a library the bundled engine does the work: slower, and of 2023.
    private static Finding unusable(Found found, String reason) {
        return Finding.warning(AREA, found.library().map(library -> library + ": ").orElse("") + withoutStop(reason)).mendedBy(INSTALL);
    }

    static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
