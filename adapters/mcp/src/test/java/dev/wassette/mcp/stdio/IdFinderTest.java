package dev.wassette.mcp.stdio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wassette.application.json.JsonText;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IdFinderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id":1}                                         | 1
            {"id":1,"method":"m"}                            | 1
            { "method" : "m" , "id" :  -2.5e1 }              | -25
            {"id":"a,}\\"]b","method":"m"}                   | "a,}\\"]b"
            {"method":"\\\\","id":"x"}                       | "x"
            {"params":{"id":1,"a":[{"id":2}]},"id":3}        | 3
            {"params":["id",{"id":2}],"id":3}                | 3
            {"a":"id","id":3}                                | 3
            {"a":"\\"id\\":4","id":3}                        | 3
            {"id":1,"id":2}                                  | none
            {"id":1}{"id":2}                                 | none
            {"id":null}                                      | none
            {"id":true}                                      | none
            {"id":[1]}                                       | none
            {"id":{"a":1}}                                   | none
            {"id":01}                                        | none
            {"id":1                                          | none
            {"params":{"id":1}}                              | none
            [{"id":1}]                                       | none
            ]]]{"id":1}                                      | none
            """)
    void finds(String text, String id) {
        assertEquals(id, find(text));
    }

    @ParameterizedTest
    @CsvSource({"254,true", "255,false", "1000000,false"})
    void keepsNoLongId(int length, boolean found) {
        String id = "\"" + "x".repeat(length) + "\"";
        assertEquals(found ? id : "none", find("{\"id\":" + id + "}"));
    }

    private static String find(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var finder = new IdFinder();
        for (int i = 0; i < bytes.length; i++) {
            finder.read(bytes, i, i + 1);
        }
        return finder.id().map(JsonText::compact).orElse("none");
    }
}
