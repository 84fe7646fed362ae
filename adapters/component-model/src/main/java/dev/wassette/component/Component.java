package dev.wassette.component;

import dev.wassette.component.binary.ComponentBinary;
import dev.wassette.component.binary.ComponentDecoder;
import dev.wassette.component.binary.CoreModule;
import dev.wassette.component.binary.CustomSection;
import dev.wassette.component.binary.CustomSections;
import dev.wassette.component.binary.Import;
import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.host.HostInterface;
import dev.wassette.component.plan.HostBindings;
import dev.wassette.component.plan.Plan;
import dev.wassette.component.plan.Planner;
import dev.wassette.component.type.Validator;
import dev.wassette.component.type.WitWorld;
import dev.wassette.domain.Digest;
import dev.wassette.domain.wit.text.WitFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A component that has been decoded, validated and planned. Immutable and safe for use by several threads.
public final class Component {
    private final ComponentBinary binary;
    private final Planning planning;

    /// A valid component can import things that no host offers, such as other components. It is known what it
    /// imports, but not what it exports.
    private sealed interface Planning {
        record Planned(Plan plan) implements Planning {}

        record Unlinkable(UnlinkableComponent reason) implements Planning {}
    }

    private Component(ComponentBinary binary, Planning planning) {
        this.binary = binary;
        this.planning = planning;
    }

    /// Reads a component. Its core modules are only looked at from outside: whether the code in them is valid is for
    /// the engine to say, in [#link].
    ///
    /// @param bytes the file; not written to as long as the component or what [#customSection] gave is in use
    /// @throws MalformedComponent when the bytes do not follow the binary format
    /// @throws InvalidComponent when they break a validation rule
    /// @throws UnsupportedComponent when they need a feature that this implementation does not have
    public static Component parse(byte[] bytes) throws MalformedComponent, InvalidComponent, UnsupportedComponent {
        ComponentBinary binary = ComponentDecoder.decode(bytes);
        Validator.validate(binary);
        return new Component(binary, plan(binary));
    }

    private static Planning plan(ComponentBinary binary) throws UnsupportedComponent {
        try {
            return new Planning.Planned(Planner.plan(binary));
        } catch (UnlinkableComponent e) {
            return new Planning.Unlinkable(e);
        }
    }

    /// {@return the exported functions, in the order of the exports: those of the component itself, and those of
    /// exported instances; none where the component cannot be linked to any host}
    public List<ExportedFunction> functions() {
        return switch (planning) {
            case Planning.Planned(Plan plan) -> plan.recipe().exports().stream()
                    .map(exported -> new ExportedFunction(exported.name(), exported.signature())).toList();
            case Planning.Unlinkable _ -> List.of();
        };
    }

    /// {@return the full names of what the component imports, such as `wasi:io/streams@0.2.3`, in order}
    public List<String> imports() {
        return binary.definitions().stream().filter(Import.class::isInstance)
                .map(definition -> ((Import) definition).name()).toList();
    }

    /// {@return the component's type as a world in WIT}
    ///
    /// @throws UnsupportedComponent when the text would be too long
    public WitFile world() throws UnsupportedComponent {
        try {
            return WitWorld.of(binary);
        } catch (InvalidComponent e) {
            throw new IllegalStateException("the component was valid before", e);
        }
    }

    /// {@return a copy of the content of the first custom section of this name}
    public Optional<byte[]> customSection(String name) {
        for (var definition : binary.definitions()) {
            if (definition instanceof CustomSection section && section.name().equals(name)) {
                return Optional.of(section.content().toByteArray());
            }
        }
        return Optional.empty();
    }

    /// {@return the file of a component with this custom section behind everything else, and without other sections of the
    /// same name at the top level}
    ///
    /// @param bytes what [#parse] has accepted; not changed
    public static byte[] withCustomSection(byte[] bytes, String name, byte[] content) {
        return CustomSections.with(bytes, name, content);
    }

    /// Links without a digest of the component at hand, as [#link(CoreEngine,List,Digest)] does with one.
    ///
    /// @throws UnlinkableComponent as there
    /// @throws InvalidComponent as there
    /// @throws UnsupportedComponent as there
    public LinkedComponent link(CoreEngine engine, List<HostInterface> host)
            throws UnlinkableComponent, InvalidComponent, UnsupportedComponent {
        return link(engine, host, module -> Digest.of(module.bytes().toByteArray()));
    }

    /// Compiles the core modules, and finds each import in what the host offers.
    ///
    /// @param host where two interfaces serve an import, the first one does
    /// @param digest of the bytes that were parsed: code is kept under a name made from it
    /// @throws UnlinkableComponent when the host lacks something that the component imports, or has it with another
    ///     type
    /// @throws InvalidComponent when the engine refuses a core module
    /// @throws UnsupportedComponent never for now; engines may come that cannot run every component
    public LinkedComponent link(CoreEngine engine, List<HostInterface> host, Digest digest)
            throws UnlinkableComponent, InvalidComponent, UnsupportedComponent {
        return link(engine, host, module -> name(module, digest));
    }

    private static Digest name(CoreModule module, Digest component) {
        String place = component + " " + module.offset() + " " + module.bytes().length();
        return Digest.of(place.getBytes(StandardCharsets.US_ASCII));
    }

    private LinkedComponent link(CoreEngine engine, List<HostInterface> host, Function<CoreModule, Digest> names)
            throws UnlinkableComponent, InvalidComponent, UnsupportedComponent {
        return switch (planning) {
            case Planning.Planned(Plan plan) -> LinkedComponent.link(plan, engine, HostBindings.of(plan, host), names);
            case Planning.Unlinkable(UnlinkableComponent reason) -> throw reason;
        };
    }
}
