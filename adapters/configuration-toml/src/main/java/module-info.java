/// Reads the user's configuration file.
module dev.wassette.configuration.toml {
    requires tools.jackson.core;
    requires tools.jackson.dataformat.toml;

    exports dev.wassette.configuration.toml;
}
