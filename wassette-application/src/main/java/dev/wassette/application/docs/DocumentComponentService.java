package dev.wassette.application.docs;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.MalformedJson;
import dev.wassette.application.port.in.DocumentComponent;
import dev.wassette.application.port.out.AuthorFiles;
import dev.wassette.application.port.out.ComponentFormat;
import dev.wassette.application.port.out.ComponentFormat.Contents;
import dev.wassette.application.port.out.ComponentFormat.Read;
import dev.wassette.application.port.out.ComponentFormat.Unreadable;
import dev.wassette.domain.wit.text.MalformedWit;
import dev.wassette.domain.wit.text.WitFile;
import dev.wassette.domain.wit.text.WitParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Reads WIT, and writes what it says about itself into the component.
public final class DocumentComponentService implements DocumentComponent {
    private static final String SECTION = "package-docs";
    private static final byte VERSION = 1;
    private static final String EXTENSION = ".wasm";

    private final AuthorFiles files;
    private final ComponentFormat format;

    public DocumentComponentService(AuthorFiles files, ComponentFormat format) {
        this.files = Objects.requireNonNull(files);
        this.format = Objects.requireNonNull(format);
    }

    @Override
    public Outcome inject(String component, String wit, Optional<String> output) {
        try {
            List<WitFile> parsed = new ArrayList<>();
            for (Map.Entry<String, String> file : files.wit(wit).entrySet()) {
                parsed.add(parse(file.getKey(), file.getValue()));
            }
            return inject(component, WitDocs.of(parsed), output.orElse(beside(component)));
        } catch (IOException e) {
            return new Failed(e.getMessage());
        }
    }

    private static WitFile parse(String name, String text) throws IOException {
        try {
            return WitParser.parse(text);
        } catch (MalformedWit e) {
            throw new IOException(name + ":" + e.line() + ":" + e.column() + ": " + e.problem(), e);
        }
    }

    private static String beside(String component) {
        String stem = component.endsWith(EXTENSION) ? component.substring(0, component.length() - EXTENSION.length())
                : component;
        return stem + ".docs" + EXTENSION;
    }

    private Outcome inject(String component, WitDocs.Found found, String output) throws IOException {
        return switch (format.read(files.component(component))) {
            case Unreadable(String reason) -> new Failed(component + " is no component: " + reason);
            case Read(Contents contents) -> {
                files.write(output, contents.withCustomSection(SECTION, payload(found.docs())));
                yield new Injected(output, found.functions());
            }
        };
    }

    private static byte[] payload(JsonObject docs) {
        byte[] json = JsonText.compact(docs).getBytes(StandardCharsets.UTF_8);
        byte[] payload = new byte[json.length + 1];
        payload[0] = VERSION;
        System.arraycopy(json, 0, payload, 1, json.length);
        return payload;
    }

    @Override
    public Outcome view(String component) {
        try {
            return switch (format.read(files.component(component))) {
                case Unreadable(String reason) -> new Failed(component + " is no component: " + reason);
                case Read(Contents contents) -> contents.customSection(SECTION)
                        .map(DocumentComponentService::documented)
                        .orElseGet(() -> new Failed("No package docs found in " + component
                                + ". Put them in with 'wassette docs inject'."));
            };
        } catch (IOException e) {
            return new Failed(e.getMessage());
        }
    }

    private static Outcome documented(byte[] payload) {
        try {
            String text = new String(payload, Math.min(1, payload.length), Math.max(0, payload.length - 1),
                    StandardCharsets.UTF_8);
            return JsonText.parse(text) instanceof JsonObject docs ? new Documented(docs)
                    : new Failed("The section '" + SECTION + "' is no JSON object");
        } catch (MalformedJson e) {
            return new Failed("The section '" + SECTION + "' cannot be read: " + e.getMessage());
        }
    }
}
