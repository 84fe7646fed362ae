/// Keeps components, policies and compiled code on disk.
module dev.wassette.storage.filesystem {
    requires transitive dev.wassette.application;
    requires transitive dev.wassette.component;

    exports dev.wassette.storage.filesystem;
}
