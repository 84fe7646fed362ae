package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where files lie on each system (contract J). Windows is shown with slashes, so that any system can read its paths.
class DirectoriesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Linux      |                                        | /h/.config/wassette   | /h/.local/share/wassette  | /h/.cache/wassette       | /h/.local/state/wassette
            Linux      | XDG_CONFIG_HOME=/c XDG_DATA_HOME=/d    | /c/wassette           | /d/wassette               | /h/.cache/wassette       | /h/.local/state/wassette
            Linux      | XDG_CACHE_HOME=/k XDG_STATE_HOME=/s    | /h/.config/wassette   | /h/.local/share/wassette  | /k/wassette              | /s/wassette
            Linux      | XDG_CONFIG_HOME=relative XDG_DATA_HOME= | /h/.config/wassette  | /h/.local/share/wassette  | /h/.cache/wassette       | /h/.local/state/wassette
            Linux      | APPDATA=/r LOCALAPPDATA=/l             | /h/.config/wassette   | /h/.local/share/wassette  | /h/.cache/wassette       | /h/.local/state/wassette
            Linux      | HOME=/me XDG_DATA_HOME=/d              | /me/.config/wassette  | /d/wassette               | /me/.cache/wassette      | /me/.local/state/wassette
            Linux      | HOME=relative                          | /h/.config/wassette   | /h/.local/share/wassette  | /h/.cache/wassette       | /h/.local/state/wassette
            Mac OS X   |                                        | /h/.config/wassette   | /h/.local/share/wassette  | /h/.cache/wassette       | /h/.local/state/wassette
            Mac OS X   | XDG_CONFIG_HOME=/c                     | /c/wassette           | /h/.local/share/wassette  | /h/.cache/wassette       | /h/.local/state/wassette
            Windows 11 | APPDATA=/r LOCALAPPDATA=/l             | /r/wassette           | /l/wassette/data          | /l/wassette/cache        | /l/wassette/state
            Windows 11 | XDG_CONFIG_HOME=/c                     | /h/AppData/Roaming/wassette | /h/AppData/Local/wassette/data | /h/AppData/Local/wassette/cache | /h/AppData/Local/wassette/state
            """)
    void knowsEachSystem(String system, String variables, Path configuration, Path data, Path cache, Path state) {
        Map<String, String> environment = new HashMap<>();
        for (String variable : variables == null ? new String[0] : variables.split(" ")) {
            int equals = variable.indexOf('=');
            environment.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        assertEquals(new Directories(configuration, data, cache, state), Directories.of(system, environment, Path.of("/h")));
    }
}
