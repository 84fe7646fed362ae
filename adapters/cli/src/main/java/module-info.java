/// The command line.
module dev.wassette.cli {
    requires info.picocli;
}
