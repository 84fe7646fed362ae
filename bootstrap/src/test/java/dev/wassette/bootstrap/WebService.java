package dev.wassette.bootstrap;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A web service that an example asks, as its stand-in answers: what the real one says to such requests, and its errors.
/// A word in the path asks for trouble: `toomany`, `unavailable`, `malformed`.
enum WebService {
    BRAVE_SEARCH("api.search.brave.com", "BRAVE_SEARCH_API_BASE") {
        @Override
        Answer answer(Request request) {
            if (!KEY.equals(request.headers().get("x-subscription-token"))) {
                return new Answer(422, """
                        {"type":"ErrorResponse","error":{"id":"a0c1","status":422,"code":"SUBSCRIPTION_TOKEN_INVALID",\
                        "detail":"The provided subscription token is invalid.","meta":{"component":"authentication"}},"time":1}""");
            }
            return request.path().contains("q=nothing") ? new Answer(200, "{\"type\":\"search\",\"mixed\":{}}")
                    : new Answer(200, """
                    {"type":"search","query":{"original":"wasm components","more_results_available":true},"mixed":{"main":[]},
                     "web":{"type":"search","family_friendly":true,"results":[
                      {"type":"search_result","title":"Introduction - The WebAssembly Component Model",
                       "url":"https://component-model.bytecodealliance.org/","language":"en","page_age":"2025-01-01T00:00:00",
                       "description":"The <strong>component</strong> model is for programs that &quot;compose&quot; &amp; run.",
                       "meta_url":{"scheme":"https","hostname":"component-model.bytecodealliance.org","path":"\\u203a"}},
                      {"type":"search_result","title":"WASI.dev","url":"https://wasi.dev/",
                       "description":"Interfaces for <strong>wasm</strong> \\ud83d\\ude80"}]}}""");
        }

        @Override
        String tooMany() {
            return """
                    {"type":"ErrorResponse","error":{"id":"b7","status":429,"code":"RATE_LIMITED",\
                    "detail":"Request rate limit exceeded for plan.","meta":{"plan":"Free","rate_limit":1}},"time":1}""";
        }
    },
    CONTEXT7("context7.com", "CONTEXT7_API_BASE") {
        @Override
        Answer answer(Request request) {
            if (request.path().startsWith("/api/v1/search")) {
                return new Answer(200, """
                        {"results":[{"id":"/reactjs/react.dev","title":"React","description":"The library for user interfaces",
                         "branch":"main","lastUpdateDate":"2025-08-01T10:00:00.000Z","state":"finalized","totalTokens":630000,
                         "totalSnippets":2461,"totalPages":210,"stars":11000,"trustScore":10,"versions":["v17.0.2","v18.3.1"]},
                        {"id":"/preactjs/preact-www","title":"Preact","description":"Small","totalSnippets":-1,"trustScore":8.3}]}""");
            }
            return request.path().startsWith("/api/v1/reactjs/react.dev?type=txt&tokens=")
                    ? new Answer(200, "TITLE: Hooks\nDESCRIPTION: useState\nCODE:\n```jsx\nconst [n, setN] = useState(0);\n```\n")
                    : new Answer(404, "{\"error\":\"Library not found\"}");
        }

        @Override
        String tooMany() {
            return "{\"error\":\"Too many requests\",\"message\":\"Rate limit exceeded\"}";
        }
    },
    GO_MODULES("proxy.golang.org", "GOPROXY") {
        @Override
        Answer answer(Request request) {
            return switch (request.path()) {
                case "/github.com/google/uuid/@latest" -> new Answer(200, """
                        {"Version":"v1.6.0","Time":"2024-01-23T18:54:04Z","Origin":{"VCS":"git",\
                        "URL":"https://github.com/google/uuid","Hash":"0f11ee6918f41a04c201eceeadf612a377bc7fbc",\
                        "Ref":"refs/tags/v1.6.0"}}""");
                case "/github.com/!burnt!sushi/toml/@latest" ->
                        new Answer(200, "{\"Version\":\"v1.5.0\",\"Time\":\"2025-03-18T20:30:46Z\"}");
                default -> new Answer(404, "not found: module: no matching versions for query \"latest\"");
            };
        }
    },
    OPEN_WEATHER("api.openweathermap.org", "OPENWEATHER_API_BASE") {
        @Override
        Answer answer(Request request) {
            if (!request.path().contains("appid=" + KEY)) {
                return new Answer(401, """
                        {"cod":401, "message": "Invalid API key. Please see https://openweathermap.org/faq#error401 for more info."}""");
            }
            return request.path().contains("q=London") ? new Answer(200, """
                    {"coord":{"lon":-0.1257,"lat":51.5085},"weather":[{"id":804,"main":"Clouds","description":"overcast clouds",
                     "icon":"04d"}],"base":"stations","main":{"temp":11.3,"feels_like":10.6,"temp_min":10.2,"temp_max":12.4,
                     "pressure":1012,"humidity":81},"visibility":10000,"wind":{"speed":4.12,"deg":240},"clouds":{"all":100},
                     "dt":1760000000,"sys":{"type":2,"id":2075535,"country":"GB"},"timezone":3600,"id":2643743,"name":"London",
                     "cod":200}""") : new Answer(404, "{\"cod\":\"404\",\"message\":\"city not found\"}");
        }

        @Override
        String tooMany() {
            return """
                    {"cod":429,"message":"Your account is temporary blocked due to exceeding of requests limitation of your \
                    subscription type. Please choose the proper subscription https://openweathermap.org/price"}""";
        }
    },
    OPEN_METEO_GEOCODING("geocoding-api.open-meteo.com", "OPEN_METEO_GEOCODING_BASE") {
        @Override
        Answer answer(Request request) {
            return request.path().contains("name=Berlin") ? new Answer(200, """
                    {"results":[{"id":2950159,"name":"Berlin","latitude":52.52437,"longitude":13.41053,"elevation":74.0,
                     "feature_code":"PPLC","country_code":"DE","timezone":"Europe/Berlin","population":3426354,
                     "country":"Germany","admin1":"State of Berlin"}],"generationtime_ms":0.61}""")
                    : new Answer(200, "{\"generationtime_ms\":0.4}");
        }
    },
    OPEN_METEO("api.open-meteo.com", "OPEN_METEO_API_BASE") {
        @Override
        Answer answer(Request request) {
            return request.path().startsWith("/v1/forecast?latitude=52.52437&longitude=13.41053&current=temperature_2m")
                    ? new Answer(200, """
                    {"latitude":52.52,"longitude":13.419998,"generationtime_ms":0.03,"utc_offset_seconds":0,"timezone":"GMT",
                     "elevation":38.0,"current_units":{"time":"iso8601","interval":"seconds","temperature_2m":"°C",
                     "wind_speed_10m":"km/h","weather_code":"wmo code"},"current":{"time":"2026-01-31T12:00","interval":900,
                     "temperature_2m":21.5,"wind_speed_10m":7.4,"weather_code":2}}""")
                    : new Answer(400, "{\"error\":true,\"reason\":\"Latitude must be in range of -90 to 90°.\"}");
        }
    };

    /// What the services that want a key take.
    static final String KEY = "a-key-of-the-tests";

    private final String host;
    private final String variable;

    /// @param variable of the environment, in which an example looks for another base URL
    WebService(String host, String variable) {
        this.host = host;
        this.variable = variable;
    }

    /// @param path with its query
    /// @param headers by their names in lower case
    record Request(String path, Map<String, String> headers) {}

    record Answer(int status, String body) {}

    String host() {
        return host;
    }

    String variable() {
        return variable;
    }

    abstract Answer answer(Request request);

    /// The body of status 429.
    String tooMany() {
        return "{\"error\":true,\"reason\":\"Minutely API request limit exceeded. Please try again in one minute.\"}";
    }

    Answer answerOrTrouble(Request request) {
        if (request.path().contains("toomany")) {
            return new Answer(429, tooMany());
        }
        if (request.path().contains("unavailable")) {
            return new Answer(503, "upstream connect error or disconnect/reset before headers");
        }
        return request.path().contains("malformed") ? new Answer(200, "{\"results\":[{\"id\":1,") : answer(request);
    }

    static List<WebService> all() {
        return Arrays.asList(values());
    }
}
