package dev.wassette.component.testkit;

import java.io.IOException;
import java.io.InputStream;

/// The core modules of the contract, each with its text beside it.
final class CoreModules {
    private CoreModules() {}

    /// {@return the module with this name, without `.wasm`}
    static byte[] read(String name) {
        try (InputStream in = CoreModules.class.getResourceAsStream(name + ".wasm")) {
            if (in == null) {
                throw new IllegalArgumentException("there is no module '" + name + "'");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
