/// Pulls components from OCI registries and pushes them there.
module dev.wassette.loader.oci {
    requires transitive dev.wassette.application;
    requires transitive dev.wassette.loader.http;

    exports dev.wassette.loader.oci;
}
