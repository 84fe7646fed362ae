/// Registries, web servers, lines and signers as tests want them, good and bad. For tests; ships nothing.
module dev.wassette.remote.testkit {
    requires transitive dev.wassette.application;
    requires org.junit.jupiter.api;

    exports dev.wassette.remote.testkit;
    exports dev.wassette.remote.testkit.signature;
}
