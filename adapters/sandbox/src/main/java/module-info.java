/// Runs one call of a component: engine, host, limits, deadline.
module dev.wassette.sandbox {
    requires transitive dev.wassette.application;
    requires transitive dev.wassette.component;
    requires java.management;

    exports dev.wassette.sandbox;
}
