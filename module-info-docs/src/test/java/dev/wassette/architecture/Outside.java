package dev.wassette.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The world outside of the program, as the JDK offers it: all of it sits in `java.base`, so no module descriptor can
/// keep it away.
final class Outside {
    /// Parts of `java.io` that only move bytes in memory or name a failure.
    private static final Set<String> HARMLESS = Set.of(
            "java.io.ByteArrayInputStream",
            "java.io.ByteArrayOutputStream",
            "java.io.IOException",
            "java.io.InputStream",
            "java.io.OutputStream",
            "java.io.Serializable",
            "java.io.StringReader",
            "java.io.StringWriter",
            "java.io.UncheckedIOException");

    private static final Set<String> THREADS = Set.of(
            "java.lang.Thread",
            "java.util.Timer",
            "java.util.concurrent.CompletableFuture",
            "java.util.concurrent.Executor",
            "java.util.concurrent.ExecutorService",
            "java.util.concurrent.Executors",
            "java.util.concurrent.ForkJoinPool",
            "java.util.concurrent.ScheduledExecutorService");

    private static final Set<String> RANDOM = Set.of(
            "java.security.SecureRandom",
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.concurrent.ThreadLocalRandom",
            "java.util.random.RandomGenerator");

    private static final Set<String> PROCESSES =
            Set.of("java.lang.Process", "java.lang.ProcessBuilder", "java.lang.ProcessHandle", "java.lang.Runtime");

    private static final Set<String> AMBIENT_CALLS = Set.of(
            "java.lang.Math.random",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.getProperty",
            "java.lang.System.getenv",
            "java.lang.System.nanoTime",
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.util.UUID.randomUUID");

    /// Parts of `java.nio.file` that only name a file or a failure.
    private static final Set<String> NAMES_OF_FILES = Set.of(
            "java.nio.file.InvalidPathException",
            "java.nio.file.Path");

    private Outside() {}

    /// {@return files and sockets, processes, clocks, randomness and the environment}
    static DescribedPredicate<JavaClass> world() {
        return describe(
                "the outside world", type -> isFile(type) || isStream(type) || isNetwork(type) || isAmbient(type));
    }

    static DescribedPredicate<JavaClass> files() {
        return describe("files", Outside::isFile);
    }

    static DescribedPredicate<JavaClass> http() {
        return describe("HTTP clients", in("java.net.http"));
    }

    static DescribedPredicate<JavaClass> network() {
        return describe("the network", Outside::isNetwork);
    }

    static DescribedPredicate<JavaClass> threads() {
        return describe("threads", type -> THREADS.contains(type.getName()));
    }

    /// {@return calls of methods that ask the world, of classes that are harmless otherwise}
    static DescribedPredicate<JavaAccess<?>> ambientCalls() {
        return describe("ask the world", access -> AMBIENT_CALLS.contains(name(access.getTarget())));
    }

    private static String name(AccessTarget target) {
        return target.getOwner().getName() + "." + target.getName();
    }

    private static boolean isFile(JavaClass type) {
        boolean ofFileSystem = in("java.nio.file").test(type) && !NAMES_OF_FILES.contains(type.getName());
        boolean ofStreams = isStream(type) && type.getSimpleName().matches("File.*|RandomAccessFile");
        return ofFileSystem || ofStreams || isFileChannel(type);
    }

    private static boolean isFileChannel(JavaClass type) {
        return type.getName().equals("java.nio.channels.FileChannel");
    }

    private static boolean isStream(JavaClass type) {
        return type.getPackageName().equals("java.io") && !HARMLESS.contains(type.getName());
    }

    private static boolean isNetwork(JavaClass type) {
        boolean channel = in("java.nio.channels").test(type) && !isFileChannel(type);
        return in("java.net").test(type) || channel;
    }

    private static boolean isAmbient(JavaClass type) {
        return Stream.of(RANDOM, PROCESSES, Set.of("java.time.Clock")).anyMatch(names -> names.contains(type.getName()));
    }

    private static Predicate<JavaClass> in(String packageName) {
        return type -> Rooms.isBelow(type.getPackageName(), packageName);
    }
}
