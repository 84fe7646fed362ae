package dev.wassette.mcp.protocol;

import dev.wassette.domain.LogLevel;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The names of log levels in MCP.
final class LogLevels {
    private LogLevels() {}

    static String name(LogLevel level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    static Optional<LogLevel> named(String name) {
        return Arrays.stream(LogLevel.values()).filter(level -> name(level).equals(name)).findFirst();
    }
}
