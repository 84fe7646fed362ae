package dev.wassette.domain;

import java.util.ArrayList;
import java.util.List;

/// Whether the one who asked for something still wants it. Once cancelled, cancelled for good. Safe for use by several
/// threads.
public final class Cancellation {
    private final List<Runnable> actions = new ArrayList<>(1); // guarded by this
    private boolean cancelled; // guarded by this

    /// Not cancelled yet.
    public Cancellation() {}

    /// Ends the interest, and runs all actions that are registered. Later calls do nothing.
    public synchronized void cancel() {
        if (!cancelled) {
            cancelled = true;
            actions.forEach(Runnable::run);
            actions.clear();
        }
    }

    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /// Has an action run at the moment of the cancellation, by the thread that cancels; at once when that moment is past.
    ///
    /// @param action short, and without waiting for others
    /// @return takes the action back; when that has returned, the action does not run and will not
    public synchronized Registration onCancel(Runnable action) {
        if (cancelled) {
            action.run();
            return () -> {};
        }
        actions.add(action);
        return () -> forget(action);
    }

    private synchronized void forget(Runnable action) {
        actions.removeIf(each -> each == action);
    }

    /// An action that waits for a cancellation.
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
