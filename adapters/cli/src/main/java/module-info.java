/// The command line.
module dev.wassette.cli {
    requires transitive dev.wassette.application;

    exports dev.wassette.cli;
}
