package dev.wassette.sandbox;

import dev.wassette.application.port.out.ComponentFormat;
import dev.wassette.application.port.out.ComponentRuntime.ExportedFunction;
import dev.wassette.component.Component;
import dev.wassette.component.ComponentException;
import dev.wassette.domain.Digest;
import dev.wassette.domain.wit.text.WitPrinter;
import java.util.List;
import java.util.Optional;

/// Looks into components without an engine. Safe for use by several threads.
public final class ComponentReader implements ComponentFormat {

    /// Needs nothing.
    public ComponentReader() {}

    @Override
    public Reading read(byte[] bytes) {
        try {
            Component component = Component.parse(bytes);
            return new Read(new Decoded(bytes, component, WitPrinter.print(component.world())));
        } catch (ComponentException e) {
            return new Unreadable(e.getMessage());
        }
    }

    private record Decoded(byte[] bytes, Component component, String world) implements Contents {

        @Override
        public List<String> imports() {
            return component.imports();
        }

        @Override
        public List<ExportedFunction> functions() {
            return component.functions().stream()
                    .map(each -> new ExportedFunction(each.name(), each.signature())).toList();
        }

        @Override
        public Optional<byte[]> customSection(String name) {
            return component.customSection(name);
        }

        @Override
        public Digest digest() {
            return Digest.of(bytes);
        }

        @Override
        public byte[] withCustomSection(String name, byte[] payload) {
            return Component.withCustomSection(bytes, name, payload);
        }
    }
}
