/// Reads components from the local file system.
module dev.wassette.loader.file {
    requires transitive dev.wassette.application;

    exports dev.wassette.loader.file;
}
