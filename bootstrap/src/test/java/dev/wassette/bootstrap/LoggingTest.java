package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class LoggingTest {

    /// The application and the JDK log without a library, the others through SLF4J: all lines come out alike.
    @Test
    void systemLoggersWriteWhereAllOthersDo() {
        assertEquals("org.slf4j.jdk.platform.logging.SLF4JSystemLoggerFinder",
                System.LoggerFinder.getLoggerFinder().getClass().getName());
    }
}
