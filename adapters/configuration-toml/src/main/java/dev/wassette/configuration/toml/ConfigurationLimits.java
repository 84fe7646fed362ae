package dev.wassette.configuration.toml;

/// How much a configuration file may hold.
final class ConfigurationLimits {
    private ConfigurationLimits() {}

    /// Bytes of a configuration file: 1 MiB. Stops a device or a huge file under that name from filling the memory. All
    /// settings there are take a few hundred bytes.
    static final int MAX_FILE_BYTES = 1 << 20;
}
