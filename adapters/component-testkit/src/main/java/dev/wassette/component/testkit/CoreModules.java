package dev.wassette.component.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/// The core modules of the contract, each with its text beside it.
public final class CoreModules {
    private CoreModules() {}

    /// {@return the module with this name, without `.wasm`}
    public static byte[] read(String name) {
        return bytes(name + ".wasm");
    }

    /// {@return the lines of a text}
    static Stream<String> lines(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8).lines();
    }

    private static byte[] bytes(String file) {
        try (InputStream in = CoreModules.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no file '" + file + "'");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
