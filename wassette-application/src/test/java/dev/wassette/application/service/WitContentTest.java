package dev.wassette.application.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.port.in.Content;
import dev.wassette.application.service.WitToJson.ResultTooLarge;
import dev.wassette.domain.policy.DefaultLimits;
import dev.wassette.domain.wit.Signature;
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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WitContentTest {
    private static final WitType BYTES = new ListType(Primitive.U8);

    private static Case of(String name, WitType payload) {
        return new Case(name, Optional.of(payload));
    }

    private static WitType contents(String lastCase) {
        WitType media = new RecordType(List.of(new Field("data", BYTES), new Field("mime-type", Primitive.STRING)));
        WitType body = new VariantType(List.of(of("text", Primitive.STRING), of("blob", BYTES)));
        WitType document = new RecordType(List.of(new Field("uri", Primitive.STRING),
                new Field("mime-type", new OptionType(Primitive.STRING)), new Field("body", body)));
        return new ListType(new VariantType(List.of(
                of("text", Primitive.STRING), of("image", media), of("audio", media), of(lastCase, document))));
    }

    private static WitValue text(String text) {
        return new WitValue.Str(text);
    }

    private static WitValue variant(int index, WitValue payload) {
        return new WitValue.Variant(index, Optional.of(payload));
    }

    private static WitValue media(byte... data) {
        return new WitValue.Record(List.of(new WitValue.Bytes(data), text("a/b")));
    }

    private static WitValue document(Optional<WitValue> mimeType, WitValue body) {
        return new WitValue.Record(List.of(text("x://y"), new WitValue.Option(mimeType), body));
    }

    @Test
    void knowsTheTypeByItsShape() {
        WitType contents = contents("resource");
        assertTrue(WitContent.isContent(Optional.of(contents)));
        assertTrue(WitContent.isContent(
                Optional.of(new ResultType(Optional.of(contents), Optional.of(Primitive.STRING)))));
        assertFalse(WitContent.isContent(Optional.of(contents("document"))));
        assertFalse(WitContent.isContent(Optional.of(new OptionType(contents))));
        assertFalse(WitContent.isContent(Optional.empty()));
        assertEquals(Optional.empty(), WitToSchema.envelope(new Signature(List.of(), Optional.of(contents))));
    }

    @Test
    void readsAllKinds() throws ResultTooLarge {
        WitValue value = new WitValue.ListOf(List.of(
                variant(0, text("t")),
                variant(1, media((byte) 1)),
                variant(2, media((byte) 2)),
                variant(3, document(Optional.of(text("c/d")), variant(0, text("said")))),
                variant(3, document(Optional.empty(), variant(1, new WitValue.Bytes(new byte[] {3}))))));
        List<Content> contents = WitContent.contents(value, DefaultLimits.MAX_RESULT_SIZE).orElseThrow();
        assertEquals(new Content.Text("t"), contents.get(0));
        var image = assertInstanceOf(Content.Image.class, contents.get(1));
        assertArrayEquals(new byte[] {1}, image.data());
        assertEquals("a/b", image.mimeType());
        assertArrayEquals(new byte[] {2}, assertInstanceOf(Content.Audio.class, contents.get(2)).data());
        assertEquals(new Content.Resource("x://y", Optional.of("c/d"), new Content.TextBody("said")), contents.get(3));
        var blob = assertInstanceOf(Content.Resource.class, contents.get(4));
        assertEquals(Optional.empty(), blob.mimeType());
        assertArrayEquals(new byte[] {3}, assertInstanceOf(Content.BlobBody.class, blob.body()).blob());
    }

    @Test
    void showsNothingInPlaceOfAnError() throws ResultTooLarge {
        WitValue failed = new WitValue.Result(false, Optional.of(text("no")));
        assertEquals(Optional.empty(), WitContent.contents(failed, DefaultLimits.MAX_RESULT_SIZE));
        WitValue none = new WitValue.Result(true, Optional.of(new WitValue.ListOf(List.of())));
        assertEquals(Optional.of(List.of()), WitContent.contents(none, DefaultLimits.MAX_RESULT_SIZE));
    }

    @Test
    void showsNoMoreThanAResultMayHave() {
        WitValue large = variant(1, media(new byte[DefaultLimits.MAX_RESULT_SIZE]));
        assertThrows(ResultTooLarge.class, () -> WitContent.contents(new WitValue.ListOf(List.of(large)), DefaultLimits.MAX_RESULT_SIZE));
    }
}
