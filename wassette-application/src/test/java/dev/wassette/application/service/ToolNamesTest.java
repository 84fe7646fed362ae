package dev.wassette.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.domain.wit.FunctionName;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Contract C.1 and M1.
class ToolNamesTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -,                               get-weather,      get-weather,        get_weather
            -,                               get-current-time, get-current-time,   get_current_time
            -,                               fetch,            fetch,              fetch
            -,                               get-URL,          get-url,            get_url
            -,                               [static]my-res.f, my-res_f,           _static_my_res_f
            example:weather/weather-api,     get-weather,      example_weather_weather_api_get_weather, example_weather_weather-api_get-weather
            example:math/calculator,         add-one,          example_math_calculator_add_one, example_math_calculator_add-one
            local:time-server/time,          get-current-time, local_time_server_time_get_current_time, local_time-server_time_get-current-time
            example:weather/api@1.0.0,       get-weather,      example_weather_api_1_0_0_get_weather, example_weather_api_1_0_0_get-weather
            a:b/c@1.0.0-rc.1+x,              d,                a_b_c_1_0_0_rc_1_x_d, a_b_c_1_0_0-rc_1_x_d
            my-tools,                        do-it,            my_tools_do_it,     my-tools_do-it
            json-schema-2020-12,             tool,             json_schema_2020_12_tool, json-schema-2020-12_tool
            a:b/c,                           [static]res.make, a_b_c_res_make,     a_b_c__static_res_make
            """)
    void namesFollowTheTable(String interfaceName, String function, String name, String alias) {
        var full = new FunctionName(Optional.ofNullable(interfaceName), function);
        assertEquals(name, new ToolNames().next(full).value());
        assertEquals(alias, ToolNames.alias(full));
    }

    @Test
    void longNamesKeepTheirBeginningAndEndInADigest() {
        var one = new FunctionName(Optional.of("example:" + "x".repeat(200) + "/api"), "one");
        var two = new FunctionName(Optional.of("example:" + "x".repeat(200) + "/api"), "two");
        String name = new ToolNames().next(one).value();
        assertEquals(128, name.length());
        assertTrue(name.matches("example_x{111}_[0-9a-f]{8}"), name);
        assertEquals(name, new ToolNames().next(one).value());
        assertNotEquals(name, new ToolNames().next(two).value());
    }

    @Test
    void aNameOfTheGreatestLengthStays() {
        String longest = "x".repeat(128);
        assertEquals(longest, new ToolNames().next(world(longest)).value());
    }

    @Test
    void theSecondFunctionOfANameGetsADigest() {
        var names = new ToolNames();
        assertEquals("a_b_c_d_e", names.next(new FunctionName(Optional.of("a:b/c"), "d-e")).value());
        String second = names.next(new FunctionName(Optional.of("a:b/c-d"), "e")).value();
        assertTrue(second.matches("a_b_c_d_e_[0-9a-f]{8}"), second);
    }

    @Test
    void evenEqualFunctionsGetDifferentNames() {
        var names = new ToolNames();
        String first = names.next(world("f")).value();
        String second = names.next(world("f")).value();
        String third = names.next(world("f")).value();
        assertEquals("f", first);
        assertNotEquals(second, third);
        assertNotEquals(first, third);
    }

    private static FunctionName world(String function) {
        return new FunctionName(Optional.empty(), function);
    }
}
