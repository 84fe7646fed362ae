package dev.wassette.application.port.in;

/// Keeps what is offered in step with what is stored: components that were there at the start, and what the user or
/// another process changes later. Who lists or calls tools sees every change anyway; this is for doing the work before
/// somebody waits for it. Safe for use by several threads.
public interface FollowComponents {

    /// Looks for changes. Reads only what has changed.
    void refresh();

    /// Prepares one component that is listed and cannot be called yet, and waits for that.
    ///
    /// @return false when there is none that can be looked at and that nobody else is preparing
    boolean prepareNext();

    /// Ends what processes have begun that have died meanwhile. Waits for nobody.
    void tidy();

    /// Has an action run whenever the list of tools has changed by itself: not by a load or an unload of this process.
    ///
    /// @param listener short, and without waiting for a client
    void onToolsChanged(Runnable listener);
}
