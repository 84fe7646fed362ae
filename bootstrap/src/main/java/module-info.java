/// Wires everything together; nothing depends on it.
module dev.wassette.bootstrap {
    requires dev.wassette.application;
    requires dev.wassette.cli;
    requires dev.wassette.component;
    requires dev.wassette.configuration.toml;
    requires dev.wassette.loader.file;
    requires dev.wassette.loader.http;
    requires dev.wassette.loader.oci;
    requires dev.wassette.mcp;
    requires dev.wassette.mcp.http;
    requires dev.wassette.policy.yaml;
    requires dev.wassette.runtime.installer;
    requires dev.wassette.sandbox;
    requires dev.wassette.signature.sigstore;
    requires dev.wassette.storage.filesystem;
    requires dev.wassette.wasi;
    requires dev.wassette.wasi.http;
    requires dev.wassette.web.ui;
    requires java.management;
    requires org.slf4j;
    requires org.slf4j.jdk.platform.logging;
    requires org.slf4j.simple;

    uses dev.wassette.component.engine.CoreEngineProvider;
}
