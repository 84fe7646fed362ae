/// The WASI 0.2 host without HTTP.
module dev.wassette.wasi {
    requires jdk.net;
    requires transitive dev.wassette.component;

    exports dev.wassette.wasi;
    exports dev.wassette.wasi.io;
}
