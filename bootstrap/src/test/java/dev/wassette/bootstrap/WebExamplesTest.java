package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.wassette.application.port.out.ComponentRuntime.CallOutcome;
import dev.wassette.application.port.out.ComponentRuntime.Returned;
import dev.wassette.component.host.Denial;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.policy.NetworkGrant;
import dev.wassette.domain.policy.NetworkPermission;
import dev.wassette.domain.wit.WitValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// The examples that ask a web service, against stand-ins: what they make of its answers, of its errors, and of no grant.
@ParameterizedClass
@MethodSource("dev.wassette.bootstrap.TestEngines#names")
class WebExamplesTest {
    private static final String SEARCH = "search";
    private static final String VERSIONS = "local:gomodule-server/gomodule#get-latest-versions";
    private static final String INFO = "local:gomodule-server/gomodule#get-module-info";
    private static final String RESOLVE = "local:context7/context7#resolve-library-id";
    private static final String DOCS = "local:context7/context7#get-library-docs";
    private static final String WEATHER = "get-weather";

    @Parameter
    private String engine;

    private StandIns services;
    private BuiltExample example;

    @BeforeEach
    void start() throws Exception {
        services = new StandIns();
    }

    @AfterEach
    void close() {
        services.close();
        if (example != null) {
            example.close();
        }
    }

    /// Permits everything that any example needs.
    private Grant granted(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(services.variables());
        all.putAll(variables);
        List<NetworkPermission> hosts = WebService.all().stream()
                .<NetworkPermission>map(service -> new NetworkPermission.Host(services.base(service))).toList();
        return Grant.nothing().with(new NetworkGrant(hosts, List.of())).with(all);
    }

    private void checkText(String expected, String function, String argument) {
        check(ok(expected), function, argument);
    }

    private void checkError(String expected, String function, String argument) {
        check(error(expected), function, argument);
    }

    private void check(CallOutcome expected, String function, String argument) {
        Grant grant = granted(Map.of("BRAVE_SEARCH_API_KEY", WebService.KEY, "OPENWEATHER_API_KEY", WebService.KEY));
        assertEquals(expected, example.call(grant, function, new WitValue.Str(argument)), argument);
    }

    private static CallOutcome ok(String text) {
        return new Returned(Optional.of(WitValue.Result.ok(new WitValue.Str(text))));
    }

    private static CallOutcome error(String text) {
        return new Returned(Optional.of(WitValue.Result.error(new WitValue.Str(text))));
    }

    private void checkDenied(Denial.Permission permission, String target, Grant grant, String function) {
        CallOutcome outcome = example.call(grant, function, new WitValue.Str("example.com/anything"));
        assertInstanceOf(Returned.class, outcome, outcome::toString);
        assertEquals(List.of(new Denial(permission, target)), example.denials());
        assertEquals(List.of(), services.requests());
    }

    @Test
    void searchesTheWeb() throws Exception {
        example = new BuiltExample("brave-search-rs", engine);
        checkDenied(Denial.Permission.ENVIRONMENT, "BRAVE_SEARCH_API_KEY", Grant.nothing(), SEARCH);
        checkDenied(Denial.Permission.NETWORK, "https://api.search.brave.com",
                Grant.nothing().with(Map.of("BRAVE_SEARCH_API_KEY", WebService.KEY)), SEARCH);
        String found = """
                1. Introduction - The WebAssembly Component Model
                   https://component-model.bytecodealliance.org/
                   The component model is for programs that "compose" & run.
                2. WASI.dev
                   https://wasi.dev/
                   Interfaces for wasm \uD83D\uDE80""";
        checkText(found, SEARCH, "wasm components");
        checkText(found, SEARCH, "slow");
        assertEquals(List.of("/res/v1/web/search?q=wasm%20components&count=10", "/res/v1/web/search?q=slow&count=10"),
                services.requests());
        checkText("nothing found for: nothing", SEARCH, "nothing");
        checkError("the query is empty", SEARCH, " ");
        checkError("Brave Search wants fewer requests: wait a second, or until the month is over", SEARCH, "toomany");
        checkError("Brave Search says 503: no reason given", SEARCH, "unavailable");
        checkError("the answer of Brave Search is not JSON at character 20", SEARCH, "malformed");
        checkError("the answer of " + services.authority(WebService.BRAVE_SEARCH) + " broke off", SEARCH, "broken");
        assertEquals(error("Brave Search says 422: The provided subscription token is invalid."),
                example.call(granted(Map.of("BRAVE_SEARCH_API_KEY", "another")), SEARCH, new WitValue.Str("wasm")));
    }

    @Test
    void knowsGoModules() throws Exception {
        example = new BuiltExample("gomodule-rs", engine);
        checkDenied(Denial.Permission.NETWORK, "https://proxy.golang.org", Grant.nothing(), VERSIONS);
        checkText("{\"github.com/google/uuid\":\"v1.6.0\",\"github.com/BurntSushi/toml\":\"v1.5.0\"}", VERSIONS,
                "github.com/google/uuid, github.com/BurntSushi/toml,");
        assertEquals(List.of("/github.com/google/uuid/@latest", "/github.com/!burnt!sushi/toml/@latest"), services.requests());
        checkText("[{\"module\":\"github.com/google/uuid\",\"version\":\"v1.6.0\",\"time\":\"2024-01-23T18:54:04Z\","
                + "\"repository\":\"https://github.com/google/uuid\"}]", INFO, "github.com/google/uuid");
        checkError("the proxy knows no module example.com/none", INFO, "github.com/google/uuid,example.com/none");
        checkError("no module is named", VERSIONS, " , ");
        checkError("21 modules are too many at once: at most 20", VERSIONS, "a/b,".repeat(21));
        checkError("this is no module path: ../../secret", VERSIONS, "../../secret");
        checkError("this is no module path: a b", VERSIONS, "a b");
        checkError("the proxy wants fewer requests: wait a minute", VERSIONS, "example.com/toomany");
        checkError("the proxy says 503 about example.com/unavailable", VERSIONS, "example.com/unavailable");
        checkError("the answer of the proxy about example.com/malformed is not JSON at character 20", VERSIONS,
                "example.com/malformed");
    }

    @Test
    void findsDocumentation() throws Exception {
        example = new BuiltExample("context7-rs", engine);
        checkDenied(Denial.Permission.NETWORK, "https://context7.com", Grant.nothing(), RESOLVE);
        checkFound(List.of(
                library("/reactjs/react.dev", "React", "The library for user interfaces", 2461, 10, "v17.0.2", "v18.3.1"),
                library("/preactjs/preact-www", "Preact", "Small", 0, 8)), "react");
        String docs = "TITLE: Hooks\nDESCRIPTION: useState\nCODE:\n```jsx\nconst [n, setN] = useState(0);\n```\n";
        checkDocs(docs, "/reactjs/react.dev", text("hooks & state"), WitValue.Option.some(new WitValue.U32(900)));
        checkDocs(docs, "/reactjs/react.dev", text("slow"), WitValue.Option.none());
        assertEquals(List.of("/api/v1/search?query=react",
                "/api/v1/reactjs/react.dev?type=txt&tokens=900&topic=hooks%20%26%20state",
                "/api/v1/reactjs/react.dev?type=txt&tokens=5000&topic=slow"), services.requests());
        checkNoDocs("Context7 does not know this library: resolve-library-id finds the ids that it knows", "/no/library");
        checkNoDocs("this is no id such as /owner/library: /../x", "/../x");
        checkNotFound("Context7 wants fewer requests: wait a minute", "toomany");
        checkNotFound("Context7 says 503: no reason given", "unavailable");
        checkNotFound("the answer of Context7 is not JSON at character 20", "malformed");
    }

    private static WitValue.Option text(String value) {
        return WitValue.Option.some(new WitValue.Str(value));
    }

    private static CallOutcome record(WitValue... fields) {
        return new Returned(Optional.of(new WitValue.Record(List.of(fields))));
    }

    private static WitValue library(String id, String name, String description, long snippets, long trust, String... versions) {
        return new WitValue.Record(List.of(new WitValue.Str(id), new WitValue.Str(name), new WitValue.Str(description),
                new WitValue.U32(snippets), new WitValue.U32(trust),
                new WitValue.ListOf(Stream.of(versions).<WitValue>map(WitValue.Str::new).toList())));
    }

    private void checkFound(List<WitValue> libraries, String name) {
        check(record(new WitValue.Bool(true), new WitValue.ListOf(libraries), WitValue.Option.none()), RESOLVE, name);
    }

    private void checkNotFound(String why, String name) {
        check(record(new WitValue.Bool(false), new WitValue.ListOf(List.of()), text(why)), RESOLVE, name);
    }

    private void checkDocs(String docs, String id, WitValue topic, WitValue tokens) {
        assertEquals(record(new WitValue.Bool(true), text(docs), WitValue.Option.none()),
                example.call(granted(Map.of()), DOCS, new WitValue.Str(id), topic, tokens));
    }

    private void checkNoDocs(String why, String id) {
        assertEquals(record(new WitValue.Bool(false), WitValue.Option.none(), text(why)),
                example.call(granted(Map.of()), DOCS, new WitValue.Str(id), WitValue.Option.none(), WitValue.Option.none()));
    }

    @Test
    void tellsTheWeatherWithAKey() throws Exception {
        example = new BuiltExample("get-weather-js", engine);
        checkDenied(Denial.Permission.ENVIRONMENT, "OPENWEATHER_API_KEY", Grant.nothing(), WEATHER);
        checkDenied(Denial.Permission.NETWORK, "https://api.openweathermap.org",
                Grant.nothing().with(Map.of("OPENWEATHER_API_KEY", WebService.KEY)), WEATHER);
        checkText("London, GB: overcast clouds, 11.3 °C, wind 4.12 m/s", WEATHER, "London");
        checkText("London, GB: overcast clouds, 11.3 °C, wind 4.12 m/s", WEATHER, "London,slow");
        assertEquals(List.of("/data/2.5/weather?q=London&units=metric&appid=" + WebService.KEY,
                "/data/2.5/weather?q=London%2Cslow&units=metric&appid=" + WebService.KEY), services.requests());
        checkError("OpenWeather says 404: city not found", WEATHER, "Atlantis");
        checkError("OpenWeather wants fewer requests: wait a minute", WEATHER, "toomany");
        checkError("the answer of OpenWeather is not JSON", WEATHER, "unavailable");
        checkError("the answer of OpenWeather is not JSON", WEATHER, "malformed");
        checkError("no answer from " + services.authority(WebService.OPEN_WEATHER), WEATHER, "London,broken");
        assertEquals(error("OpenWeather says 401: Invalid API key. Please see https://openweathermap.org/faq#error401 for more"
                        + " info."),
                example.call(granted(Map.of("OPENWEATHER_API_KEY", "another")), WEATHER, new WitValue.Str("London")));
    }

    @Test
    void tellsTheWeatherWithoutAKey() throws Exception {
        example = new BuiltExample("get-open-meteo-weather-js", engine);
        checkDenied(Denial.Permission.NETWORK, "https://geocoding-api.open-meteo.com", Grant.nothing(), WEATHER);
        checkText("Berlin, Germany: partly cloudy, 21.5 °C, wind 7.4 km/h", WEATHER, "Berlin");
        checkText("Berlin, Germany: partly cloudy, 21.5 °C, wind 7.4 km/h", WEATHER, "Berlin slow");
        assertEquals("/v1/forecast?latitude=52.52437&longitude=13.41053&current=temperature_2m%2Cwind_speed_10m%2Cweather_code",
                services.requests().get(1));
        checkError("Open-Meteo knows no city Atlantis", WEATHER, "Atlantis");
        checkError("Open-Meteo wants fewer requests: wait a minute", WEATHER, "toomany");
        checkError("the answer of Open-Meteo is not JSON", WEATHER, "malformed");
        checkError("no answer from " + services.authority(WebService.OPEN_METEO_GEOCODING), WEATHER, "Berlin broken");
    }
}
