package dev.wassette.cli;

/// What `--version` says behind the version (contract A.1). Scripts look for the name `RustVersion`, which means nothing
/// here.
final class BuildInfo {
    private BuildInfo() {}

    static String text(String version) {
        return "version.BuildInfo{RustVersion:\"none\", JavaVersion:\"" + System.getProperty("java.version")
                + "\", Version:\"" + version + "\"}";
    }
}
