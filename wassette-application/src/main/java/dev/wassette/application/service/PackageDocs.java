package dev.wassette.application.service;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.json.MalformedJson;
import dev.wassette.domain.wit.FunctionName;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The WIT documentation that a component carries in its custom section `package-docs` (contract E): a version byte,
/// then JSON. Versions 0 and 1 differ in what the JSON may leave out, so one reader serves both.
///
/// The section knows the interfaces of one package by their short names and does not always say which package that is.
record PackageDocs(JsonObject root) {
    static final String SECTION = "package-docs";
    static final PackageDocs NONE = new PackageDocs(JsonObject.empty());

    /// The section cannot be read; the message says why.
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        private Unreadable(String message) {
            super(message);
        }
    }

    /// Reads the payload of the section.
    static PackageDocs read(byte[] payload) throws Unreadable {
        if (payload.length == 0 || payload.length > ServiceLimits.MAX_DOCS_SIZE) {
            throw new Unreadable("it has " + payload.length + " bytes, expected 1 to " + ServiceLimits.MAX_DOCS_SIZE);
        }
        try {
            String text = StandardCharsets.UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(payload, 1, payload.length - 1))
                    .toString();
            if (JsonText.parse(text) instanceof JsonObject root) {
                return new PackageDocs(root);
            }
            throw new Unreadable("expected a JSON object");
        } catch (CharacterCodingException _) {
            throw new Unreadable("it is not UTF-8");
        } catch (MalformedJson e) {
            throw new Unreadable(e.getMessage());
        }
    }

    /// {@return the documentation of an exported function, at most [ServiceLimits#MAX_DESCRIPTION_LENGTH] long}
    Optional<String> of(FunctionName function) {
        return candidates(function)
                .flatMap(functions -> functions.get(function.function()).stream())
                .flatMap(entry -> text(entry).stream())
                .findFirst();
    }

    /// Objects that may have the function as a member, the best place first. Writers put exports beside imports, in
    /// `funcs` and `interfaces`, as long as no import has the same name.
    private Stream<JsonObject> candidates(FunctionName function) {
        if (function.interfaceName().isEmpty()) {
            return Stream.of("func_exports", "funcs").flatMap(key -> worlds().flatMap(world -> child(world, key)));
        }
        InterfaceName around = InterfaceName.of(function.interfaceName().get());
        Stream<JsonObject> interfaces = around.packageName().isEmpty()
                ? Stream.of("interface_exports", "interfaces")
                        .flatMap(key -> worlds().flatMap(world -> child(world, key)))
                : child(root, "interfaces").filter(_ -> around.packageName().equals(packageName(around)));
        return interfaces.flatMap(all -> child(all, around.shortName())).flatMap(one -> child(one, "funcs"));
    }

    /// The package of the section, taken to be the one we look for when the section does not say.
    private Optional<String> packageName(InterfaceName around) {
        return root.get("package")
                .filter(JsonString.class::isInstance)
                .map(name -> InterfaceName.withoutVersion(((JsonString) name).value()))
                .or(around::packageName);
    }

    private Stream<JsonObject> worlds() {
        return child(root, "worlds")
                .flatMap(worlds -> new TreeMap<>(worlds.members()).values().stream())
                .flatMap(PackageDocs::object);
    }

    private static Stream<JsonObject> child(JsonObject parent, String name) {
        return parent.get(name).stream().flatMap(PackageDocs::object);
    }

    private static Stream<JsonObject> object(JsonValue value) {
        return value instanceof JsonObject object ? Stream.of(object) : Stream.empty();
    }

    private static Optional<String> text(JsonValue entry) {
        JsonValue docs = entry instanceof JsonObject object ? object.get("docs").orElse(entry) : entry;
        return docs instanceof JsonString(String text) && !text.isBlank() ? Optional.of(bounded(text.strip()))
                : Optional.empty();
    }

    private static String bounded(String text) {
        boolean fits = text.length() <= ServiceLimits.MAX_DESCRIPTION_LENGTH;
        return Surrogates.replaceUnpaired(
                fits ? text : text.substring(0, ServiceLimits.MAX_DESCRIPTION_LENGTH - 3) + "...");
    }

    /// The name of an exported instance, taken apart: `ns:pkg/name@1.0.0`, or `name` for one that the world defines in
    /// place.
    ///
    /// @param packageName without the version
    private record InterfaceName(Optional<String> packageName, String shortName) {

        static InterfaceName of(String full) {
            String name = withoutVersion(full);
            int slash = name.lastIndexOf('/');
            return slash < 0 ? new InterfaceName(Optional.empty(), name)
                    : new InterfaceName(Optional.of(name.substring(0, slash)), name.substring(slash + 1));
        }

        static String withoutVersion(String name) {
            int at = name.indexOf('@');
            return at < 0 ? name : name.substring(0, at);
        }
    }
}
