/// The command line.
module dev.wassette.cli {
    exports dev.wassette.cli;
}
