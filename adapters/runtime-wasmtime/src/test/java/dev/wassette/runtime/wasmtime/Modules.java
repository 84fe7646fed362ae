package dev.wassette.runtime.wasmtime;

import java.io.IOException;
import java.io.InputStream;

/// The core modules of these tests, each with its text beside it; `build.mjs` of the testkit makes one from the other.
final class Modules {
    private Modules() {}

    /// {@return the module with this name, without `.wasm`}
    static byte[] read(String name) throws IOException {
        try (InputStream in = Modules.class.getResourceAsStream(name + ".wasm")) {
            return in.readAllBytes();
        }
    }
}
