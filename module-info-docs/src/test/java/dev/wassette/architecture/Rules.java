package dev.wassette.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import dev.wassette.architecture.Rule.Exemption;
import dev.wassette.component.ComponentException;
import dev.wassette.component.engine.CoreMemory;
import dev.wassette.domain.policy.Grant;
import dev.wassette.planted.application.json.AsksTheEnvironment;
import dev.wassette.planted.application.port.in.DoesTheWork;
import dev.wassette.planted.application.port.in.KnowsTheOtherSide;
import dev.wassette.planted.application.port.out.Other;
import dev.wassette.planted.application.service.StartsThread;
import dev.wassette.planted.component.plan.WritesMemory;
import dev.wassette.planted.cycle.here.Here;
import dev.wassette.planted.cycle.there.There;
import dev.wassette.planted.domain.KeepsNoCount;
import dev.wassette.planted.domain.Open;
import dev.wassette.planted.domain.ReadsFile;
import dev.wassette.planted.domain.ReadsTheClock;
import dev.wassette.planted.mcp.Prints;
import dev.wassette.planted.mcp.Reflects;
import dev.wassette.planted.mcp.SpeaksHttp;
import dev.wassette.planted.sandbox.NamesALibrary;
import dev.wassette.planted.sandbox.ThrowsAnything;
import dev.wassette.planted.wasi.CallsNativeCode;
import dev.wassette.planted.wasi.SkipsTheGate;
import dev.wassette.planted.wasi.TakesAnyFile;
import dev.wassette.planted.wasi.gate.AsksNobody;
import dev.wassette.planted.wasi.gate.os.HalfDecides;
import java.lang.reflect.AccessFlag;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What the module descriptors cannot say. `RULES.md` is made of this list.
final class Rules {
    /// The packages of each library, and the room that may name it.
    static final SortedMap<String, String> OWNERS = new TreeMap<>(Map.of(
            "com.dylibso.chicory", "runtime.chicory",
            "io.github.kawamuray.wasmtime", "runtime.wasmtime",
            "org.eclipse.jetty", "mcp.http",
            "org.tukaani.xz", "runtime.installer",
            "org.yaml.snakeyaml", "policy.yaml",
            "tools.jackson", "configuration.toml"));

    private static final Set<String> UNNAMED_FAILURES = Set.of(
            "java.lang.Error", "java.lang.Exception", "java.lang.RuntimeException", "java.lang.Throwable");

    private static final Set<String> REFLECTIVE_CALLS = Set.of(
            "java.lang.Class.forName",
            "java.lang.Class.getDeclaredConstructor",
            "java.lang.Class.getDeclaredField",
            "java.lang.Class.getDeclaredMethod",
            "java.lang.Class.getMethod",
            "java.lang.Class.newInstance");

    private Rules() {}

    static List<Rule> all() {
        return List.of(
                purity(),
                gates(),
                files(),
                memory(),
                grants(),
                handles(),
                nativeCode(),
                libraries(),
                cycles(),
                portShapes(),
                portSides(),
                outcomes(),
                standardStreams(),
                plainJava(),
                namedFailures(),
                limits());
    }

    private static Rule purity() {
        return new Rule(
                "domain, application and component touch no file, no socket, no thread, no clock, no randomness and no"
                        + " environment",
                "what they do follows from their arguments alone, so a test needs nothing else, and no guest reaches the"
                        + " world through them",
                List.of(new Exemption(
                        "dev.wassette.component.engine.GuestThread",
                        "guest code needs a stack of known size, and only a thread of one's own has that")),
                rooms -> noClasses()
                        .that(rooms.in("domain", "application", "component"))
                        .should()
                        .dependOnClassesThat(Outside.world().or(Outside.threads()))
                        .orShould()
                        .accessTargetWhere(Outside.ambientCalls()),
                List.of(ReadsFile.class, ReadsTheClock.class, StartsThread.class, AsksTheEnvironment.class));
    }

    private static Rule gates() {
        return new Rule(
                "in wasi only the gate touches the world",
                "each contact of a guest with the world is one class that holds the grant; a reader of one package sees"
                        + " them all",
                List.of(),
                rooms -> noClasses()
                        .that(rooms.in("wasi").and(DescribedPredicate.not(rooms.in("wasi.gate", "wasi.http.gate"))))
                        .should()
                        .dependOnClassesThat(Outside.world())
                        .orShould()
                        .accessTargetWhere(Outside.ambientCalls()),
                List.of(SkipsTheGate.class));
    }

    private static Rule files() {
        return new Rule(
                "only the loader, the storage, the installer of runtimes, the configuration and the gates touch files; only that"
                        + " installer, loader.http and the gate of wasi.http speak HTTP",
                "what reads a file or the network bounds its size and checks its digest; a few places can be trusted to,"
                        + " many cannot",
                List.of(
                        new Exemption(
                                "dev.wassette.bootstrap.Main",
                                "writes to standard output by its file descriptor, for a PrintStream hides failed writes"),
                        new Exemption(
                                "dev.wassette.runtime.wasmtime.NativeLibrary",
                                "a native library can only be loaded from a file"),
                        new Exemption(
                                "dev.wassette.runtime.wasmtime.ffm.Library",
                                "a native library can only be loaded from a file"),
                        new Exemption(
                                "dev.wassette.runtime.wasmtime.ffm.SharedObject",
                                "looks whether that file is whole: loading a part of one ends the process"),
                        new Exemption(
                                "dev.wassette.runtime.wasmtime.CodeDirectory",
                                "this engine reads and writes its compiled code as files only"),
                        new Exemption(
                                "dev.wassette.bootstrap.Main",
                                "standard output is a file to Java, and only as one it tells of failed writes")),
                rooms -> CompositeArchRule.of(noClasses()
                                .that(rooms.outside(
                                        "loader.file", "storage.filesystem", "runtime.installer", "configuration.toml", "wasi.gate"))
                                .should()
                                .dependOnClassesThat(Outside.files()))
                        .and(noClasses()
                                .that(rooms.outside("wasi.http.gate", "runtime.installer", "loader.http"))
                                .should()
                                .dependOnClassesThat(Outside.http())),
                List.of(ReadsFile.class, SkipsTheGate.class, SpeaksHttp.class));
    }

    private static Rule memory() {
        return new Rule(
                "only component.abi and component.instance call a guest's memory",
                "a pointer of a guest is trusted nowhere else, so the checks of the canonical ABI are the only ones to"
                        + " review",
                List.of(),
                rooms -> noClasses()
                        .that(rooms.outside("component.abi", "component.instance", "component.engine", "runtime"))
                        .should()
                        .accessTargetWhere(describe(
                                "call CoreMemory",
                                access -> access.getTargetOwner().isAssignableTo(CoreMemory.class))),
                List.of(WritesMemory.class));
    }

    private static Rule grants() {
        return new Rule(
                "every class of a gate takes a Grant, or something of the same gate, in each constructor",
                "no way to the world exists without the answer to what this call may do",
                List.of(),
                rooms -> classes()
                        .that(rooms.in("wasi.gate", "wasi.http.gate")
                                .and(DescribedPredicate.not(rooms.in("wasi.gate.os"))))
                        .and(Conditions.hold())
                        .should(Conditions.takeInEachConstructor(Grant.class)),
                List.of(AsksNobody.class));
    }

    private static Rule handles() {
        return new Rule(
                "only wasi.gate.files uses wasi.gate.os, which knows no Grant",
                "one package has every file of the host and decides nothing, one package decides; neither is mistaken for"
                        + " the other",
                List.of(),
                rooms -> CompositeArchRule.of(noClasses()
                                .that(rooms.outside("wasi.gate.files", "wasi.gate.os"))
                                .should()
                                .dependOnClassesThat(rooms.in("wasi.gate.os")))
                        .and(noClasses()
                                .that(rooms.in("wasi.gate.os"))
                                .should()
                                .dependOnClassesThat(describe("are a Grant", type -> type.isEquivalentTo(Grant.class)))),
                List.of(TakesAnyFile.class, HalfDecides.class));
    }

    private static Rule nativeCode() {
        return new Rule(
                "only wasi.gate.os and the engines call native code",
                "a wrong signature or a pointer that outlives its memory ends the process, or worse; Java itself has no"
                        + " call that opens a file relative to a directory without following links, nor one for an engine",
                List.of(),
                rooms -> noClasses()
                        .that(rooms.outside("wasi.gate.os", "runtime"))
                        .should()
                        .dependOnClassesThat(describe("are of java.lang.foreign",
                                type -> Rooms.isBelow(type.getPackageName(), "java.lang.foreign"))),
                List.of(CallsNativeCode.class));
    }

    private static Rule libraries() {
        return new Rule(
                "each library has one owner: "
                        + OWNERS.entrySet().stream()
                                .map(owned -> owned.getKey() + " is used in " + owned.getValue())
                                .collect(Collectors.joining(", ")),
                "a library is replaced in one room, and its types do not spread",
                List.of(),
                rooms -> OWNERS.entrySet().stream()
                        .map(owned -> libraryLaw(rooms, owned.getKey(), owned.getValue()))
                        .reduce((one, other) -> CompositeArchRule.of(one).and(other))
                        .orElseThrow(),
                List.of(NamesALibrary.class));
    }

    private static ArchRule libraryLaw(Rooms rooms, String library, String owner) {
        return noClasses()
                .that(rooms.outside(owner))
                .should()
                .dependOnClassesThat(describe(library, type -> Rooms.isBelow(type.getPackageName(), library)));
    }

    private static Rule cycles() {
        return new Rule(
                "packages have no cycles",
                "a package that needs its user cannot be read, tested or moved alone",
                List.of(),
                rooms -> slices()
                        .matching(rooms.everyPackage())
                        .should()
                        .beFreeOfCycles()
                        // The outcomes of the public face are thrown from the depths; they use nothing themselves.
                        .ignoreDependency(
                                DescribedPredicate.alwaysTrue(),
                                JavaClass.Predicates.assignableTo(ComponentException.class)),
                List.of(Here.class, There.class, KnowsTheOtherSide.class, Other.class));
    }

    private static Rule portShapes() {
        return new Rule(
                "ports are interfaces, records, enums and exceptions",
                "a port says what is asked and answered; who does the work is elsewhere",
                List.of(),
                rooms -> classes()
                        .that(rooms.in("application.port"))
                        .should(Conditions.beInterfaceRecordEnumOrException()),
                List.of(DoesTheWork.class));
    }

    private static Rule portSides() {
        return new Rule(
                "the ports in and the ports out do not know each other",
                "what clients may ask and what the application needs change for different reasons",
                List.of(),
                rooms -> CompositeArchRule.of(noClasses()
                                .that(rooms.in("application.port.in"))
                                .should()
                                .dependOnClassesThat(rooms.in("application.port.out")))
                        .and(noClasses()
                                .that(rooms.in("application.port.out"))
                                .should()
                                .dependOnClassesThat(rooms.in("application.port.in"))),
                List.of(KnowsTheOtherSide.class, Other.class));
    }

    private static Rule outcomes() {
        return new Rule(
                "the permitted subtypes of a sealed type are records, enums, final exceptions or sealed themselves",
                "a switch over them is complete, and what it matches cannot change under its hands",
                List.of(
                        new Exemption(
                                "dev.wassette.component.engine.CoreExtern",
                                "the kinds of externs are closed, and each engine has its own class for each kind"),
                        new Exemption(
                                "dev.wassette.component.abi.Layout",
                                "its subtypes are final, with final fields; records would copy arrays that are read for"
                                        + " every value that passes")),
                rooms -> classes().that(rooms.anywhere()).should(Conditions.permitOnlyValues()),
                List.of(Open.class));
    }

    private static Rule standardStreams() {
        return new Rule(
                "only bootstrap, cli and mcp.stdio touch the standard streams or end the JVM",
                "standard output is the protocol: one line of anything else and the client hangs up",
                List.of(),
                rooms -> noClasses()
                        .that(rooms.outside("bootstrap", "cli", "mcp.stdio"))
                        .should()
                        .accessTargetWhere(describe("touch the standard streams or end the JVM", Rules::isProcessWide)),
                List.of(Prints.class));
    }

    private static boolean isProcessWide(JavaAccess<?> access) {
        return Set.of(
                        "java.lang.System.out",
                        "java.lang.System.err",
                        "java.lang.System.in",
                        "java.lang.System.exit",
                        "java.lang.Runtime.exit",
                        "java.lang.Runtime.halt",
                        "java.lang.Throwable.printStackTrace")
                .contains(name(access.getTarget()));
    }

    private static Rule plainJava() {
        return new Rule(
                "no reflection, no serialization, no Unsafe",
                "each goes around constructors, and constructors are where the checks are",
                List.of(),
                rooms -> noClasses()
                        .that(rooms.anywhere())
                        .should()
                        .dependOnClassesThat(describe("go around constructors", Rules::goesAroundConstructors))
                        .orShould()
                        .accessTargetWhere(describe(
                                "reflect", access -> REFLECTIVE_CALLS.contains(name(access.getTarget())))),
                List.of(Reflects.class));
    }

    private static boolean goesAroundConstructors(JavaClass type) {
        return (Rooms.isBelow(type.getPackageName(), "java.lang.reflect") && !type.isEquivalentTo(AccessFlag.class))
                || Rooms.isBelow(type.getPackageName(), "jdk.internal")
                || Set.of("java.io.ObjectInputStream", "java.io.ObjectOutputStream", "sun.misc.Unsafe")
                        .contains(type.getName());
    }

    private static Rule namedFailures() {
        return new Rule(
                "nobody makes a bare Exception, RuntimeException, Error or Throwable",
                "who catches must be able to tell the guest's fault from ours",
                List.of(),
                rooms -> noClasses()
                        .that(rooms.anywhere())
                        .should()
                        .callConstructorWhere(describe("make an unnamed failure", Rules::makesUnnamedFailure)),
                List.of(ThrowsAnything.class));
    }

    /// A subclass calls the same constructor, for itself.
    private static boolean makesUnnamedFailure(JavaAccess<?> call) {
        return UNNAMED_FAILURES.contains(call.getTargetOwner().getName())
                && !(call.getOrigin().getName().equals("<init>")
                        && call.getOriginOwner().isAssignableTo(call.getTargetOwner().getName()));
    }

    private static Rule limits() {
        return new Rule(
                "constants named MAX_ live in classes named Limits",
                "all bounds of a module are one page: the number, the attack it stops, why this number",
                List.of(),
                rooms -> fields()
                        .that(describe("are named MAX_", (JavaField field) -> field.getName().startsWith("MAX_")))
                        .and()
                        .areDeclaredInClassesThat(rooms.anywhere())
                        .should()
                        .beDeclaredInClassesThat()
                        .haveSimpleNameEndingWith("Limits"),
                List.of(KeepsNoCount.class));
    }

    private static String name(AccessTarget target) {
        return target.getOwner().getName() + "." + target.getName();
    }
}
