/// Finds native libraries of engines, and installs them from archives.
module dev.wassette.runtime.installer {
    requires transitive dev.wassette.application;
    requires transitive dev.wassette.loader.http;
    requires java.net.http;
    requires org.tukaani.xz;

    exports dev.wassette.runtime.installer;
}
