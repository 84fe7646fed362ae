package dev.wassette.domain;

/// Whom a call is made for: hears what happens meanwhile, and may lose interest. All methods may be called by any thread,
/// the guest's among them, so they return soon and throw nothing.
public interface Caller {

    /// {@return whether the result is still wanted}
    Cancellation cancellation();

    /// {@return who that is, for the record only: what clients say of themselves is not to be trusted}
    default String name() {
        return "client";
    }

    /// The call has come further.
    default void progress(Progress progress) {}

    /// The guest says something for people to read, one line without control characters.
    default void log(LogLevel level, String line) {}

    /// {@return somebody who hears nothing and waits for the end}
    static Caller silent() {
        var never = new Cancellation();
        return () -> never;
    }
}
