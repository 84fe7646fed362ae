/// Reads and writes policies as YAML.
module dev.wassette.policy.yaml {
    requires transitive dev.wassette.application;
    requires org.yaml.snakeyaml;

    exports dev.wassette.policy.yaml;
}
