package dev.wassette.runtime.wasmtime.ffm;

import dev.wassette.component.engine.EngineUnavailable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A C library of Wasmtime whose structures are known.
///
/// Structures change between major versions, and the library has no function that tells its own. But it writes its version
/// into whatever it compiles, and the functions for that are those of the standard C API, which do not change. So a
/// module without content is compiled first, and only a version whose headers [Layouts] describes goes any further.
///
/// @param version the major version, such as `49`
/// @param identity what tells this file from another: version, size and date
record Library(CApi api, String version, String identity) {

    /// The versions whose headers agree with [Layouts] and [CApi].
    private static final List<String> KNOWN = List.of("49");

    private static final byte[] EMPTY_MODULE = {0, 'a', 's', 'm', 1, 0, 0, 0};

    /// Loads a library, which then stays loaded: Wasmtime's signal handlers and threads outlive an engine.
    ///
    /// @throws EngineUnavailable when there is none at that path that can be used
    @SuppressWarnings("restricted")
    static Library load(String path) throws EngineUnavailable {
        try {
            Path file = Path.of(path);
            if (!Files.isRegularFile(file)) {
                throw new EngineUnavailable("There is no library of Wasmtime at " + path, null);
            }
            if (SharedObject.isCut(file)) {
                throw new EngineUnavailable("The library " + path + " ends before its end: it was not copied or fetched "
                        + "whole. Install it again", null);
            }
            CApi api = new CApi(SymbolLookup.libraryLookup(file, Arena.global()));
            String version = requireKnown(path, versionOf(api));
            String identity = "wasmtime %s, %d bytes of %d".formatted(
                    version, Files.size(file), Files.getLastModifiedTime(file).toMillis());
            return new Library(api, version, identity);
        } catch (CApi.MissingSymbol e) {
            throw new EngineUnavailable("The library " + path + " is not one of Wasmtime " + String.join(" or ", KNOWN)
                    + ": it has no function " + e.getMessage(), e);
        } catch (IOException | IllegalArgumentException e) {
            throw new EngineUnavailable("The library " + path + " cannot be loaded: " + e.getMessage(), e);
        }
    }

    private static String requireKnown(String path, Optional<String> found) throws EngineUnavailable {
        String version = found.orElseThrow(() -> new EngineUnavailable(
                "The library " + path + " does not tell its version, so it is not used", null));
        if (!KNOWN.contains(version)) {
            throw new EngineUnavailable("The library " + path + " is Wasmtime " + version
                    + "; this program knows the structures of " + String.join(" and ", KNOWN) + " only", null);
        }
        return version;
    }

    private static Optional<String> versionOf(CApi api) {
        long engine = api.engineNewWithConfig(api.configNew());
        try (Arena arena = Arena.ofConfined()) {
            long wasm = arena.allocate(EMPTY_MODULE.length).address();
            Native.copyIn(wasm, EMPTY_MODULE, 0, EMPTY_MODULE.length);
            long out = arena.allocate(Layouts.VEC, 8).address();
            long error = api.moduleNew(engine, wasm, EMPTY_MODULE.length, out);
            if (error != 0) {
                api.errorDelete(error);
                return Optional.empty();
            }
            long module = Native.word(out);
            error = api.moduleSerialize(module, out);
            api.moduleDelete(module);
            if (error != 0) {
                api.errorDelete(error);
                return Optional.empty();
            }
            Optional<String> version = CompiledForm.version(Native.view(
                    Native.word(out + Layouts.VEC_DATA), Native.word(out)).asByteBuffer());
            api.byteVecDelete(out);
            return version;
        } finally {
            api.engineDelete(engine);
        }
    }
}
