package dev.wassette.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.port.in.SearchComponents.Published;
import dev.wassette.application.port.out.ComponentCatalogs.Catalog;
import dev.wassette.application.port.out.ComponentCatalogs.Text;
import dev.wassette.application.port.out.ComponentCatalogs.Unreachable;
import dev.wassette.application.service.SearchComponentsService;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogsTest {
    private static final Published OURS = new Published("Weather of our town", "Tells it", "oci://r.example/weather:1");

    private static SearchComponentsService with(String... texts) {
        return new SearchComponentsService(() -> Stream.of(texts)
                .<Catalog>map(text -> new Text("own", text)).toList());
    }

    @Test
    void listsWhatTheUserNamedBehindWhatIsBuiltIn() {
        List<Published> all = with("""
                [{"name": "Weather of our town", "description": "Tells it", "uri": "oci://r.example/weather:1", "more": 1}]""")
                .search(Optional.empty());
        assertTrue(all.size() > 10);
        assertEquals(OURS, all.getLast());
    }

    @Test
    void ranksAllTogether() {
        SearchComponentsService search = with("""
                [{"name": "Town", "description": "weather", "uri": "oci://r.example/a:1"},
                 {"name": "Weather of our town", "description": "Tells it", "uri": "oci://r.example/weather:1"}]""");
        assertEquals(OURS, search.search(Optional.of("our town")).getFirst());
        assertEquals("oci://r.example/a:1", search.search(Optional.of("weather")).getLast().uri());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{}", "[1]", "[{}]", "[{\"name\": \"a\", \"description\": \"b\"}]",
        "[{\"name\": \"\", \"description\": \"b\", \"uri\": \"c\"}]"})
    void oneThatIsWrongDoesNotStopTheOthers(String text) {
        String good = "[{\"name\": \"Weather of our town\", \"description\": \"Tells it\", \"uri\": \"oci://r.example/weather:1\"}]";
        assertEquals(OURS, with(text, good).search(Optional.empty()).getLast());
    }

    @Test
    void oneThatIsNotThereDoesNotStopTheOthers() {
        var search = new SearchComponentsService(() -> List.of(new Unreachable("gone", "it is gone")));
        assertTrue(search.search(Optional.of("weather")).size() > 1);
    }

    @Test
    void aPublisherCannotSteerATerminal() {
        assertEquals("a b", with("[{\"name\": \"a\\u001bb\", \"description\": \"c\", \"uri\": \"d\"}]").search(Optional.empty())
                .getLast().name());
    }
}
