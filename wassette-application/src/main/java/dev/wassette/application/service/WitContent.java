package dev.wassette.application.service;

import dev.wassette.application.port.in.Content;
import dev.wassette.application.service.WitToJson.ResultTooLarge;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitType.Case;
import dev.wassette.domain.wit.WitType.Field;
import dev.wassette.domain.wit.WitType.ListType;
import dev.wassette.domain.wit.WitType.OptionType;
import dev.wassette.domain.wit.WitType.Primitive;
import dev.wassette.domain.wit.WitType.RecordType;
import dev.wassette.domain.wit.WitType.ResultType;
import dev.wassette.domain.wit.WitType.VariantType;
import dev.wassette.domain.wit.WitValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Results that are meant to be shown: images, sound, documents. A function returns them by returning a list of this
/// type, or a `result` with such a list, under whatever name and in whatever package:
///
/// ```wit
/// record media { data: list<u8>, mime-type: string }
/// variant body { text(string), blob(list<u8>) }
/// record document { uri: string, mime-type: option<string>, body: body }
/// variant content { text(string), image(media), audio(media), %resource(document) }
/// ```
///
/// The type is known by its shape alone: components then need no import for it, and names of types do not survive in
/// every component.
final class WitContent {
    private static final WitType BYTES = new ListType(Primitive.U8);
    private static final WitType MEDIA =
            new RecordType(List.of(new Field("data", BYTES), new Field("mime-type", Primitive.STRING)));
    private static final WitType BODY = new VariantType(List.of(of("text", Primitive.STRING), of("blob", BYTES)));
    private static final WitType DOCUMENT = new RecordType(List.of(new Field("uri", Primitive.STRING),
            new Field("mime-type", new OptionType(Primitive.STRING)), new Field("body", BODY)));
    private static final WitType CONTENTS = new ListType(new VariantType(List.of(of("text", Primitive.STRING),
            of("image", MEDIA), of("audio", MEDIA), of("resource", DOCUMENT))));

    private final int mostCharacters;
    private long size;

    private WitContent(int mostCharacters) {
        this.mostCharacters = mostCharacters;
    }

    private static Case of(String name, WitType payload) {
        return new Case(name, Optional.of(payload));
    }

    /// {@return whether results of this type are shown, and not computed with}
    static boolean isContent(Optional<WitType> type) {
        return type.map(each -> each instanceof ResultType result ? result.ok().equals(Optional.of(CONTENTS))
                : each.equals(CONTENTS)).orElse(false);
    }

    /// {@return what is to be shown; empty when the function returned an error instead}
    ///
    /// @param value of a type that [#isContent]
    /// @param mostCharacters how long all of it may be
    /// @throws ResultTooLarge when it is longer
    static Optional<List<Content>> contents(WitValue value, int mostCharacters) throws ResultTooLarge {
        if (value instanceof WitValue.Result result) {
            return result.isOk() ? contents(result.payload().orElseThrow(), mostCharacters) : Optional.empty();
        }
        var reader = new WitContent(mostCharacters);
        List<Content> contents = new ArrayList<>();
        for (WitValue each : ((WitValue.ListOf) value).elements()) {
            contents.add(reader.content((WitValue.Variant) each));
        }
        return Optional.of(contents);
    }

    private Content content(WitValue.Variant content) throws ResultTooLarge {
        WitValue payload = content.payload().orElseThrow();
        return switch (content.index()) {
            case 0 -> new Content.Text(text(payload));
            case 1 -> new Content.Image(bytes(part(payload, 0)), text(part(payload, 1)));
            case 2 -> new Content.Audio(bytes(part(payload, 0)), text(part(payload, 1)));
            case 3 -> document(payload);
            default -> throw new IllegalStateException("content has four cases");
        };
    }

    private Content document(WitValue document) throws ResultTooLarge {
        Optional<WitValue> mimeType = ((WitValue.Option) part(document, 1)).some();
        var body = (WitValue.Variant) part(document, 2);
        WitValue said = body.payload().orElseThrow();
        return new Content.Resource(text(part(document, 0)),
                mimeType.isEmpty() ? Optional.empty() : Optional.of(text(mimeType.get())),
                body.index() == 0 ? new Content.TextBody(text(said)) : new Content.BlobBody(bytes(said)));
    }

    private static WitValue part(WitValue value, int index) {
        return ((WitValue.Record) value).fields().get(index);
    }

    private String text(WitValue value) throws ResultTooLarge {
        String text = ((WitValue.Str) value).value();
        spend(text.length());
        return Surrogates.replaceUnpaired(text);
    }

    private byte[] bytes(WitValue value) throws ResultTooLarge {
        byte[] bytes = ((WitValue.Bytes) value).bytes();
        spend(bytes.length);
        return bytes;
    }

    private void spend(long more) throws ResultTooLarge {
        size += more;
        if (size > mostCharacters) {
            throw new ResultTooLarge(mostCharacters);
        }
    }
}
