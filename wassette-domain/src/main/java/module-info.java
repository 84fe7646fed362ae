/// Component, Tool, Policy and Permission, and the types and values of WIT: pure, and known to everybody.
module dev.wassette.domain {
    exports dev.wassette.domain;
    exports dev.wassette.domain.policy;
    exports dev.wassette.domain.wit;
}
