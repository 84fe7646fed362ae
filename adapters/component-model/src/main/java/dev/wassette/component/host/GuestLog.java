package dev.wassette.component.host;

/// Gets what a guest prints. Called by the thread of the instance; does not throw.
@FunctionalInterface
public interface GuestLog {

    /// Where the guest printed to.
    enum Channel { STDOUT, STDERR }

    /// @param text one line without its end and without control characters, of bounded length; what it says is the
    ///     guest's, so not to be trusted
    void line(Channel channel, String text);
}
