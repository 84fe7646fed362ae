/// WebAssembly components on any core engine: decode, validate, plan, link, call; and the two interfaces that a core
/// engine and a host implement.
module dev.wassette.component {
    requires transitive dev.wassette.domain;

    exports dev.wassette.component;
    exports dev.wassette.component.engine;
    exports dev.wassette.component.host;
}
