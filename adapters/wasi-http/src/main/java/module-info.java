/// The outgoing half of wasi:http.
module dev.wassette.wasi.http {
    requires transitive dev.wassette.component;
    requires dev.wassette.wasi;
}
