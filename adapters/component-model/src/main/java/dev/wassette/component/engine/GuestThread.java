package dev.wassette.component.engine;

import dev.wassette.domain.policy.DefaultLimits;

/// The only kind of thread that runs guest code: a platform thread with a stack of known size.
///
/// A native engine checks the guest's stack use against a limit of its own, not against the end of the thread's stack.
/// On a thread with less stack than that limit (a virtual thread, a small pool thread) endless recursion in the guest
/// ends the whole JVM with SIGSEGV. So every engine calls [#require] before it enters the guest.
public final class GuestThread extends Thread {

    /// How many bytes of stack a thread has for each that its guest may use. The host functions that a native guest calls
    /// at the very end of its stack have the rest; where guest code is Java, a call of a small function takes about so
    /// many times as much. Reserved address space, not memory.
    private static final int STACKS = 8;

    private final long guestBytes;

    private GuestThread(String name, long guestBytes, Runnable task) {
        super(null, task, name, stackBytes(guestBytes), false);
        this.guestBytes = guestBytes;
        setDaemon(true);
    }

    /// {@return a new thread, not yet started, for a guest with the usual stack}
    public static GuestThread of(String name, Runnable task) {
        return of(name, DefaultLimits.MAX_STACK_BYTES, task);
    }

    /// {@return a new thread, not yet started}
    ///
    /// @param guestBytes the stack that the guest may use, as in the limits of its store
    public static GuestThread of(String name, long guestBytes, Runnable task) {
        return new GuestThread(name, guestBytes, task);
    }

    /// {@return the size of the stack of a thread whose guest may use so much of it}
    public static long stackBytes(long guestBytes) {
        return STACKS * guestBytes;
    }

    /// Checks that the current thread may run guest code.
    ///
    /// @throws IllegalStateException when it is not a guest thread, or one for a guest with another stack
    public static void require(CoreLimits limits) {
        if (!(Thread.currentThread() instanceof GuestThread guest)) {
            throw new IllegalStateException("guest code runs on a GuestThread only, not on " + Thread.currentThread());
        }
        if (guest.guestBytes != limits.stackBytes()) {
            throw new IllegalStateException("the thread is for a guest with a stack of " + guest.guestBytes
                    + " bytes, not " + limits.stackBytes());
        }
    }
}
