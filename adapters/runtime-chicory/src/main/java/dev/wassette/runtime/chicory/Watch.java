package dev.wassette.runtime.chicory;

import dev.wassette.component.engine.Trap;
import java.util.concurrent.Future;

/// Ends the guest code of one store from outside: at its deadline, or when somebody asks.
///
/// Guest code checks the interrupt flag of its thread at each call and each jump back. So the watch knows the thread
/// while it runs guest code, interrupts it, and takes the flag back when the guest is left, under one lock: a flag
/// never reaches a thread that has left already.
final class Watch {
    private final Deadlines deadlines;
    private Future<?> timer; // guarded by this
    private long deadline; // guarded by this
    private boolean hasDeadline; // guarded by this
    private Thread thread; // guarded by this; the thread that runs guest code of this store
    private int depth; // guarded by this; how many times guest code was entered and not yet left
    private volatile Trap.Kind ended; // why the running guest code has to end; null while it may go on

    Watch(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    synchronized void setDeadline(long nanoTime) {
        stop();
        deadline = nanoTime;
        hasDeadline = true;
        timer = deadlines.at(nanoTime, () -> end(Trap.Kind.DEADLINE));
    }

    void interrupt() {
        end(Trap.Kind.INTERRUPTED);
    }

    private synchronized void end(Trap.Kind why) {
        if (thread != null && ended == null) {
            ended = why;
            thread.interrupt();
        }
    }

    /// To be called before guest code is entered, each time.
    synchronized void enter() {
        check();
        if (depth == 0 && hasDeadline && deadline - System.nanoTime() <= 0) {
            throw trap(Trap.Kind.DEADLINE);
        }
        thread = Thread.currentThread();
        depth++;
    }

    /// To be called when guest code is left, as often as it was entered.
    synchronized void leave() {
        if (--depth > 0) {
            return;
        }
        thread = null;
        if (ended != null) {
            Thread.interrupted();
            ended = null;
        }
    }

    /// To be called when a host function goes back to the guest: it may have cleared the thread's interrupt flag.
    void check() {
        Trap.Kind why = ended;
        if (why != null) {
            throw trap(why);
        }
    }

    /// {@return the trap for guest code that found its thread interrupted}
    Trap interrupted() {
        Trap.Kind why = ended;
        return trap(why == null ? Trap.Kind.INTERRUPTED : why);
    }

    private static Trap trap(Trap.Kind why) {
        return new Trap(why, why == Trap.Kind.DEADLINE ? "the guest ran into its deadline" : "the guest was interrupted");
    }

    /// Forgets the deadline.
    synchronized void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
