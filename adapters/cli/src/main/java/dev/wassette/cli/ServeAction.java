package dev.wassette.cli;

/// What `serve` does. The command line only knows what was asked for.
@FunctionalInterface
public interface ServeAction {

    /// Serves until the client has gone.
    ///
    /// @return the exit status of the process
    int serve(ServeOptions options);
}
