package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.port.out.ComponentRuntime.CallOutcome;
import dev.wassette.application.port.out.ComponentRuntime.Returned;
import dev.wassette.component.host.Denial;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.policy.NetworkGrant;
import dev.wassette.domain.policy.NetworkPermission;
import dev.wassette.domain.wit.WitValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The weather example, against a stand-in for its service on loopback.
class WeatherTest {
    private static final List<WitValue> BERLIN = List.of(new WitValue.F64(52.52), new WitValue.F64(13.41));

    @ParameterizedTest
    @MethodSource("dev.wassette.bootstrap.TestEngines#names")
    void asksTheServiceThatItsConfigurationNames(String engine) throws Exception {
        try (var example = new JavaScriptExample("get-weather-js", engine); var server = new EchoServer()) {
            Grant grant = Grant.nothing()
                    .with(new NetworkGrant(List.of(new NetworkPermission.Host(server.authority())), List.of()))
                    .with(Map.of("WEATHER_API_BASE", "http://" + server.authority()));
            assertEquals(new Returned(Optional.of(WitValue.Result.ok(
                            new WitValue.Record(List.of(new WitValue.F64(21.5), new WitValue.F64(7)))))),
                    call(example, grant));
            assertEquals(List.of("GET /v1/forecast?latitude=52.52&longitude=13.41"
                    + "&current=temperature_2m%2Cwind_speed_10m HTTP/1.1"), server.requests());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.wassette.bootstrap.TestEngines#names")
    void asksNobodyWithoutAGrant(String engine) throws Exception {
        try (var example = new JavaScriptExample("get-weather-js", engine)) {
            CallOutcome outcome = call(example, Grant.nothing());
            assertTrue(outcome.toString().contains("no answer"), outcome.toString());
            assertTrue(example.denials().contains(
                    new Denial(Denial.Permission.NETWORK, "https://api.open-meteo.com")), example.denials()::toString);
        }
    }

    private static CallOutcome call(JavaScriptExample example, Grant grant) {
        return example.call(grant, "local:get-weather/weather", "current", BERLIN.toArray(WitValue[]::new));
    }
}
