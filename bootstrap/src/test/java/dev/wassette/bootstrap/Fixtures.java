package dev.wassette.bootstrap;

import dev.wassette.component.testkit.ComponentContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The small components that tests share.
final class Fixtures {
    private Fixtures() {}

    static byte[] bytes(String name) {
        try (InputStream in = ComponentContract.class.getResourceAsStream("components/" + name + ".wasm")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
