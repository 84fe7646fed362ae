package dev.wassette.web.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolFormTest {
    private static final String STRING = "{\"type\":\"string\"}";

    private static Field field(String properties, String required) throws Exception {
        return Field.of((JsonObject) JsonText.parse("{\"type\":\"object\",\"properties\":{" + properties + "},\"required\":[" + required + "]}"));
    }

    private static String html(Field field, String typed) {
        var html = new Html();
        new ToolForm("t", field, FormValues.of(typed)).write(html);
        return html.written();
    }

    private static String encoded(String... pairs) {
        return IntStream.range(0, pairs.length / 2).mapToObj(i -> pairs[2 * i] + "=" + URLEncoder.encode(pairs[2 * i + 1], StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /// The schema of one member, what is typed into its field, and the value that it stands for; nothing when it is left out.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type":"string"}                                            | a b       | "a b"
            {"type":"string"}                                            |           | ""
            {"type":"number","minimum":0,"maximum":255}                  | 12        | 12
            {"type":"number"}                                            | 18446744073709551615 | 18446744073709551615
            {"type":"number"}                                            | 1e3       | 1E+3
            {"type":"number"}                                            | twelve    | "twelve"
            {"type":"number"}                                            |           |
            {"type":"boolean"}                                           | true      | true
            {"type":"string","enum":["red","blue"]}                      | blue      | "blue"
            {"type":"array","items":{"type":"string","enum":["r","w"]}}  | w         | ["w"]
            {"type":"array","items":{"type":"string"}}                   | one       | ["one"]
            {"type":"array","items":{"type":"number"}}                   | 7         | [7]
            {"type":"array","items":{"type":"string"}}                   |           | []
            {"type":"array","items":{"type":"object","properties":{}}}   | [{}]      | [{}]
            {"type":"object","oneOf":[{"type":"object"}]}                | {"ok":1}  | {"ok":1}
            {"oneOf":[]}                                                 | {"tag":"a"} | {"tag":"a"}
            """)
    void standsForArguments(String schema, String typed, String value) throws Exception {
        Field field = field("\"x\":" + schema, "\"x\"");
        assertEquals(value == null ? "{}" : "{\"x\":" + value + "}",
                JsonText.compact(new ToolForm("t", field, FormValues.of(encoded("f.0", typed == null ? "" : typed))).read()));
        assertTrue(html(field, "").contains("name=\"f.0\""));
    }

    @Test
    void leavesOutWhatMayBeLeftOut() throws Exception {
        String option = "{\"anyOf\":[{\"type\":\"null\"}," + STRING + "]}";
        Field field = field("\"a\":" + option + ",\"b\":" + STRING + ",\"c\":{\"type\":\"boolean\"}", "\"b\"");
        assertEquals("{\"b\":\"\"}", JsonText.compact(new ToolForm("t", field, FormValues.of("")).read()));
        assertTrue(html(field, "").contains("(optional)"));
    }

    @Test
    void putsRecordsIntoFieldsets() throws Exception {
        Field field = field("\"p\":{\"type\":\"object\",\"properties\":{\"x\":" + STRING + ",\"y\":{\"type\":\"number\"}},\"required\":[\"x\",\"y\"]}", "\"p\"");
        assertEquals("{\"p\":{\"x\":\"1\",\"y\":2}}",
                JsonText.compact(new ToolForm("t", field, FormValues.of(encoded("f.0.0", "1", "f.0.1", "2"))).read()));
        assertTrue(html(field, "").contains("<fieldset><legend>p</legend>"), html(field, ""));
    }

    @Test
    void takesLinesAsTextsHaveThem() throws Exception {
        Field field = field("\"l\":{\"type\":\"array\",\"items\":" + STRING + "},\"t\":" + STRING, "\"l\",\"t\"");
        assertEquals("{\"l\":[\"a\",\"\",\"b\"],\"t\":\"x\\ny\"}",
                JsonText.compact(new ToolForm("t", field, FormValues.of(encoded("f.0", "a\r\n\r\nb", "f.1", "x\r\ny"))).read()));
    }

    @Test
    void saysWhatIsNoJson() throws Exception {
        Field field = field("\"x\":{\"oneOf\":[]}", "");
        assertTrue(assertThrows(ToolForm.Unclear.class, () -> new ToolForm("t", field, FormValues.of("f.0=%7B")).read()).getMessage()
                .startsWith("'x' cannot be read as JSON: "));
    }

    @Test
    void asksForJsonWhereFieldsWouldBeTooMany() throws Exception {
        String many = IntStream.range(0, 300).mapToObj(i -> "\"m" + i + "\":" + STRING).collect(Collectors.joining(","));
        Field field = field(many, "");
        assertTrue(field instanceof Field.Raw);
        assertEquals("{\"m1\":\"\"}", JsonText.compact(new ToolForm("t", field, FormValues.of(encoded("f", "{\"m1\":\"\"}"))).read()));
        assertThrows(ToolForm.Unclear.class, () -> new ToolForm("t", field, FormValues.of("f=1")).read());
    }

    @Test
    void namesAndTextsStayText() throws Exception {
        String evil = "<script>alert(1)</script>\\\"'&";
        Field field = field("\"" + evil + "\":" + STRING + ",\"e\":{\"type\":\"string\",\"enum\":[\"" + evil + "\"]}", "");
        String html = html(field, encoded("f.0", "</textarea><script>"));
        assertFalse(html.contains("<script>"), html);
        assertEquals(1, Stream.of(html.split("</textarea>", -1)).count() - 1);
        assertTrue(html.contains("value=\"&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;\""), html);
    }

    @Test
    void showsWhatNobodySees() {
        assertEquals("a\\u{202e}b\\u{0}\n", new Html().text("a\u202eb\u0000\n").written());
    }
}
