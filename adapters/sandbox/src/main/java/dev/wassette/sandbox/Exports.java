package dev.wassette.sandbox;

import dev.wassette.application.port.out.ComponentRuntime.DecodedComponent;
import dev.wassette.application.port.out.ComponentRuntime.ExportedFunction;
import dev.wassette.component.Component;
import dev.wassette.domain.Digest;
import java.util.List;
import java.util.Optional;

/// What a decoded component exports.
///
/// @param digest of its bytes
record Exports(Component component, Digest digest) implements DecodedComponent {

    @Override
    public List<ExportedFunction> functions() {
        return component.functions().stream()
                .map(function -> new ExportedFunction(function.name(), function.signature()))
                .toList();
    }

    @Override
    public Optional<byte[]> customSection(String name) {
        return component.customSection(name);
    }
}
