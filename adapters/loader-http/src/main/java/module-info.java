/// Downloads components from web servers. The package `transfer` is how: it serves other loaders too.
module dev.wassette.loader.http {
    requires transitive dev.wassette.application;
    requires transitive java.net.http;

    exports dev.wassette.loader.http;
    exports dev.wassette.loader.http.transfer;
}
