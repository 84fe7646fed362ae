/// Contracts that every core engine passes, and a driver for host interfaces. For tests; ships nothing.
module dev.wassette.component.testkit {
    requires transitive dev.wassette.component;
    requires transitive org.junit.jupiter.api;
    requires org.junit.jupiter.params;
    requires org.opentest4j;
    requires tools.jackson.databind;

    exports dev.wassette.component.testkit;
    exports dev.wassette.component.testkit.suite;
    exports dev.wassette.component.testkit.host;
}
