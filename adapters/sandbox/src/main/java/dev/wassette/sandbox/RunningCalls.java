package dev.wassette.sandbox;

import java.util.concurrent.TimeUnit;

/// The running calls of one component. Their number is bounded by what each new call may find. Safe for use by several
/// threads.
final class RunningCalls {
    private int running; // guarded by this

    /// Waits until fewer than `most` calls run, and counts one more.
    ///
    /// @param deadline a moment of [System#nanoTime]
    /// @return false when that did not happen before the deadline
    synchronized boolean enter(int most, long deadline) throws InterruptedException {
        while (running >= most) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        running++;
        return true;
    }

    synchronized void leave() {
        running--;
        notifyAll();
    }
}
