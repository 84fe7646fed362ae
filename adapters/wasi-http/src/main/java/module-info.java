/// The outgoing half of wasi:http.
module dev.wassette.wasi.http {
    requires transitive dev.wassette.component;
    requires dev.wassette.wasi;

    exports dev.wassette.wasi.http;
}
