package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.CodeCache;
import dev.wassette.component.engine.CodeKey;
import dev.wassette.component.engine.InvalidCoreModule;
import io.github.kawamuray.wasmtime.Engine;
import io.github.kawamuray.wasmtime.Module;
import io.github.kawamuray.wasmtime.WasmtimeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/// Compiles modules, and keeps their code in a [CodeCache].
///
/// The binding hands out no compiled code; but Wasmtime has a cache of its own, a directory whose files it trusts. So
/// this is a directory that only the user can enter and that holds no code while nothing is compiled: code that the
/// [CodeCache] vouches for is put there just before Wasmtime looks for it, and code that Wasmtime leaves there is taken
/// away to the [CodeCache]. What Wasmtime does not find or cannot read, it compiles. One module at a time.
final class CodeDirectory implements AutoCloseable {
    private static final String CONFIGURATION = "wasmtime.toml";
    private static final String CODE = "code";

    /// Where Wasmtime 7 keeps code: `modules/wasmtime-<revision>/<digest in base 64>`.
    private static final Pattern CODE_FILE = Pattern.compile("modules/[A-Za-z0-9._-]{1,64}/[A-Za-z0-9_-]{1,64}");

    /// Marks the files that come from the cache, so that those which Wasmtime wrote stand out.
    private static final FileTime FROM_CACHE = FileTime.fromMillis(1_000_000_000_000L);

    /// What compiling a module may need; the caller's thread may be a virtual one.
    private static final long COMPILER_STACK_BYTES = 16L << 20;

    private final Path directory;
    private final Path code;
    private final Thread atShutdown;

    private CodeDirectory(Path directory) {
        this.directory = directory;
        this.code = directory.resolve(CODE);
        this.atShutdown = new Thread(this::delete, "wasmtime-cleanup");
    }

    static CodeDirectory create() throws IOException {
        var created = new CodeDirectory(Files.createTempDirectory("wassette-").toAbsolutePath());
        Files.createDirectory(created.code);
        Files.writeString(created.configuration(), """
                [cache]
                enabled = true
                directory = "%s"
                """.formatted(created.code.toString().replace("\\", "\\\\").replace("\"", "\\\"")));
        Runtime.getRuntime().addShutdownHook(created.atShutdown);
        return created;
    }

    /// {@return the file that makes Wasmtime use this directory}
    Path configuration() {
        return directory.resolve(CONFIGURATION);
    }

    /// Compiles a module, or takes its code from the cache.
    synchronized Module compile(Engine engine, CodeCache cache, CodeKey key, byte[] wasm) throws InvalidCoreModule {
        deleteBelow(code);
        try {
            cache.find(key).ifPresent(packed -> PackedCode.unpack(packed).forEach(this::write));
            Module module = compile(engine, wasm);
            packIfNew().ifPresent(packed -> cache.keep(key, ByteBuffer.wrap(packed)));
            return module;
        } finally {
            deleteBelow(code);
        }
    }

    /// Compiles a small module that is not worth keeping, without waiting for others.
    Module compile(Engine engine, byte[] wasm) throws InvalidCoreModule {
        return compileOnLargeStack(engine, wasm);
    }

    @Override
    public synchronized void close() {
        delete();
        try {
            if (!Files.exists(directory)) {
                Runtime.getRuntime().removeShutdownHook(atShutdown);
            }
        } catch (IllegalStateException e) {
            // the shutdown has begun
        }
    }

    private void delete() {
        deleteBelow(directory);
        try {
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            // Wasmtime's own thread has just written its statistics; the hook tries again
        }
    }

    private void write(String path, ByteBuffer content) {
        if (!CODE_FILE.matcher(path).matches()) {
            return;
        }
        Path file = code.resolve(path);
        try {
            Files.createDirectories(file.getParent());
            try (var out = Files.newOutputStream(file)) {
                out.write(content.array(), content.arrayOffset(), content.remaining());
            }
            Files.setLastModifiedTime(file, FROM_CACHE);
        } catch (IOException e) {
            // then it is compiled
        }
    }

    /// {@return all code that is here, if Wasmtime wrote some of it}
    ///
    /// That is one file, and sometimes another of a small module compiled at the same time, which does no harm.
    private Optional<byte[]> packIfNew() {
        List<Path> files = filesBelow(code).stream()
                .filter(file -> CODE_FILE.matcher(pathOf(file)).matches())
                .toList();
        try {
            return isAnyNew(files) ? Optional.of(pack(files)) : Optional.empty();
        } catch (IOException e) {
            // then it is compiled again next time
            return Optional.empty();
        }
    }

    private static boolean isAnyNew(List<Path> files) throws IOException {
        for (Path file : files) {
            if (!Files.getLastModifiedTime(file).equals(FROM_CACHE)) {
                return true;
            }
        }
        return false;
    }

    private byte[] pack(List<Path> files) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        for (Path file : files) {
            contents.put(pathOf(file), Files.readAllBytes(file));
        }
        return PackedCode.pack(contents);
    }

    private String pathOf(Path file) {
        return code.relativize(file).toString().replace('\\', '/');
    }

    private static Module compileOnLargeStack(Engine engine, byte[] wasm) throws InvalidCoreModule {
        var compiled = new AtomicReference<Module>();
        var failed = new AtomicReference<Throwable>();
        Thread compiler = new Thread(null, () -> {
            try {
                compiled.set(Module.fromBinary(engine, wasm));
            } catch (Throwable e) {
                failed.set(e);
            }
        }, "wasmtime-compiler", COMPILER_STACK_BYTES);
        compiler.start();
        awaitEnd(compiler);
        return switch (failed.get()) {
            case null -> compiled.get();
            case WasmtimeException e -> throw new InvalidCoreModule(e.getMessage(), e);
            case Throwable e -> throw new IllegalStateException("Wasmtime failed to compile a module", e);
        };
    }

    /// An interrupt is kept for later: half a compilation is of no use.
    private static void awaitEnd(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void deleteBelow(Path top) {
        for (Path file : filesBelow(top)) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // Wasmtime's own thread may be writing its statistics; what is left goes next time
            }
        }
    }

    /// {@return all files and directories below a directory, the deepest first}
    ///
    /// Wasmtime's own thread writes and renames its statistics at any time: a file that goes away meanwhile is not
    /// listed, and does not keep the others from being listed.
    private static List<Path> filesBelow(Path top) {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(top, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    files.add(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException e) {
                    if (!directory.equals(top)) {
                        files.add(directory);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // no visit throws
        }
        return files;
    }
}
