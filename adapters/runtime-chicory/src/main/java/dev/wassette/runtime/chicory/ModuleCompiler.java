package dev.wassette.runtime.chicory;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.internal.Compiler;
import com.dylibso.chicory.compiler.internal.CompilerResult;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ExternalType;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Compiles a module piece by piece, several pieces at a time.
///
/// Chicory's compiler wants a whole parsed module, which is more than a gigabyte of objects for a JavaScript engine,
/// and starts over with the whole of it for each function that turns out too large for the JVM. But it puts groups of
/// functions into classes of their own. So it compiles the module once for each piece, with all other functions
/// replaced by ones that only trap, and of each result only the classes of that piece's groups are taken. What is
/// common to all (dispatch, indirect calls) depends on types alone and comes from a module without any code.
final class ModuleCompiler {
    private static final String GROUP = GeneratedClasses.MAIN + "FuncGroup_";

    private final ModuleBinary binary;
    private final int imported;
    private final int largest;
    private final int groupSize;

    private ModuleCompiler(ModuleBinary binary, int imported, int largest, int groupSize) {
        this.binary = binary;
        this.imported = imported;
        this.largest = largest;
        this.groupSize = groupSize;
    }

    /// The functions with these indices, imported ones included. They fill groups, except for the last.
    private record Piece(int start, int end) {}

    /// Validates and compiles.
    ///
    /// @param skeleton of the module, without any function bodies
    /// @param largest how many bytes the body of a function may have to be compiled
    /// @throws ChicoryException when the module is not valid or uses what the compiler does not know
    static CompiledCode compile(ModuleBinary binary, WasmModule skeleton, int largest) {
        int imported = skeleton.importSection().count(ExternalType.FUNCTION);
        for (int size = ChicoryLimits.MAX_FUNCTIONS_OF_CLASS; size > 0; size /= 4) {
            Optional<CompiledCode> code = new ModuleCompiler(binary, imported, largest, size).run(skeleton);
            if (code.isPresent()) {
                return code.get();
            }
        }
        throw new ChicoryException("a function is too large for a class of its own");
    }

    /// {@return the code; empty when a group does not fit into a class}
    private Optional<CompiledCode> run(WasmModule skeleton) {
        List<Piece> pieces = pieces();
        if (pieces.size() == 1) {
            return compile(pieces.getFirst(), _ -> true);
        }
        Map<String, CompiledCode.Deflated> classes = new HashMap<>();
        Set<Integer> interpreted = new HashSet<>();
        for (Optional<CompiledCode> part : compileAll(pieces)) {
            if (part.isEmpty()) {
                return Optional.empty();
            }
            classes.putAll(part.get().classes());
            interpreted.addAll(part.get().interpreted());
        }
        CompilerResult common = generate(skeleton, indices(interpreted));
        classes.putAll(classes(common, name -> !name.startsWith(GROUP)));
        return Optional.of(new CompiledCode(classes, interpreted));
    }

    private List<Piece> pieces() {
        List<Piece> pieces = new ArrayList<>();
        int total = imported + binary.functionCount();
        int start = 0;
        long weight = 0;
        for (int group = 0; group < total; group += groupSize) {
            long more = weight(group, Math.min(group + groupSize, total));
            if (group > start && weight + more > ChicoryLimits.MAX_PIECE_BYTES) {
                pieces.add(new Piece(start, group));
                start = group;
                weight = 0;
            }
            weight += more;
        }
        if (total > 0) {
            pieces.add(new Piece(start, total));
        }
        return pieces;
    }

    private long weight(int start, int end) {
        return IntStream.range(Math.max(start, imported), end).mapToLong(i -> binary.weight(i - imported)).sum();
    }

    private List<Optional<CompiledCode>> compileAll(List<Piece> pieces) {
        int most = Math.min(ChicoryLimits.MAX_COMPILING_THREADS, Runtime.getRuntime().availableProcessors());
        ThreadFactory daemons = Thread.ofPlatform().daemon().name("chicory-compiler-", 0).factory();
        try (ExecutorService threads = Executors.newFixedThreadPool(most, daemons)) {
            List<CompletableFuture<Optional<CompiledCode>>> parts = pieces.stream()
                    .map(piece -> CompletableFuture.supplyAsync(() -> compile(piece), threads))
                    .toList();
            try {
                return parts.stream().map(CompletableFuture::join).toList();
            } finally {
                threads.shutdownNow(); // when one failed, the others need not begin
            }
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                default -> throw e;
            }
        }
    }

    private Optional<CompiledCode> compile(Piece piece) {
        Set<String> own = groups(piece.start(), piece.end());
        return compile(piece, own::contains);
    }

    /// {@return the chosen classes; empty when a group does not fit into a class}
    private Optional<CompiledCode> compile(Piece piece, Predicate<String> choice) {
        byte[] part = binary.skeleton(i -> piece.start() <= i + imported && i + imported < piece.end());
        WasmModule module = Parser.builder().build().parse(() -> new ByteArrayInputStream(part));
        Features.check(module);
        CompilerResult result = generate(module, piece);
        Set<String> made = result.classBytes().keySet().stream()
                .filter(name -> name.startsWith(GROUP))
                .collect(Collectors.toSet());
        if (!made.equals(groups(0, imported + binary.functionCount()))) {
            return Optional.empty();
        }
        return Optional.of(new CompiledCode(classes(result, choice), positions(result.interpretedFunctions())));
    }

    /// Guesses which functions are too large for the JVM: one that the compiler finds by itself makes it start over.
    private CompilerResult generate(WasmModule module, Piece piece) {
        Set<Integer> large = IntStream.range(Math.max(piece.start(), imported), piece.end())
                .filter(i -> binary.size(i - imported) > largest)
                .boxed()
                .collect(Collectors.toSet());
        try {
            return generate(module, large);
        } catch (ChicoryException e) {
            return generate(module, Set.of()); // there are more
        }
    }

    private CompilerResult generate(WasmModule module, Set<Integer> interpreted) {
        return Compiler.builder(module)
                .withClassName(GeneratedClasses.MAIN)
                .withMaxFunctionsPerClass(groupSize)
                .withInterpretedFunctions(interpreted)
                .withInterpreterFallback(interpreted.isEmpty() ? InterpreterFallback.SILENT : InterpreterFallback.FAIL)
                .withClassCollectorFactory(OperationPatch::new)
                .build()
                .compile();
    }

    /// {@return the names of the classes that hold the functions with these indices}
    private Set<String> groups(int start, int end) {
        return IntStream.range(start / groupSize, Math.ceilDiv(end, groupSize))
                .mapToObj(i -> GROUP + i)
                .collect(Collectors.toSet());
    }

    private static Map<String, CompiledCode.Deflated> classes(CompilerResult result, Predicate<String> choice) {
        Map<String, CompiledCode.Deflated> classes = new HashMap<>();
        result.classBytes().forEach((given, bytes) -> {
            String name = given.replace('/', '.'); // some come with dots and some with slashes
            if (choice.test(name)) {
                classes.put(name, CompiledCode.Deflated.of(bytes));
            }
        });
        return classes;
    }

    private Set<Integer> positions(Set<Integer> indices) {
        return indices.stream().map(i -> i - imported).collect(Collectors.toSet());
    }

    private Set<Integer> indices(Set<Integer> positions) {
        return positions.stream().map(i -> i + imported).collect(Collectors.toSet());
    }
}
