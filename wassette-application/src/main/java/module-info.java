/// The use cases and their ports, and the mapping between WIT and JSON. Knows no technology.
module dev.wassette.application {
    requires transitive dev.wassette.domain;

    exports dev.wassette.application;
    exports dev.wassette.application.actor;
    exports dev.wassette.application.answer;
    exports dev.wassette.application.audit;
    exports dev.wassette.application.client;
    exports dev.wassette.application.docs;
    exports dev.wassette.application.doctor;
    exports dev.wassette.application.json;
    exports dev.wassette.application.port.in;
    exports dev.wassette.application.port.out;
    exports dev.wassette.application.publish;
    exports dev.wassette.application.runtime;
}
