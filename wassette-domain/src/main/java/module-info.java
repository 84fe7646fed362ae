/// Component, Tool, Policy, Permission and trust, and the types, values and text of WIT: pure, and known to everybody.
module dev.wassette.domain {
    exports dev.wassette.domain;
    exports dev.wassette.domain.client;
    exports dev.wassette.domain.health;
    exports dev.wassette.domain.policy;
    exports dev.wassette.domain.provision;
    exports dev.wassette.domain.trust;
    exports dev.wassette.domain.wit;
    exports dev.wassette.domain.wit.text;
}
