/// Reads the user's configuration files.
module dev.wassette.configuration.toml {
    requires transitive dev.wassette.application;
    requires tools.jackson.core;
    requires tools.jackson.dataformat.toml;

    exports dev.wassette.configuration.toml;
}
