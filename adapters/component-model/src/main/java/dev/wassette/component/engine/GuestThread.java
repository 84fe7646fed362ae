package dev.wassette.component.engine;

/// The only kind of thread that runs guest code: a platform thread with a stack of known size.
///
/// A native engine checks the guest's stack use against a limit of its own, not against the end of the thread's stack.
/// On a thread with less stack than that limit (a virtual thread, a small pool thread) endless recursion in the guest
/// ends the whole JVM with SIGSEGV. So every engine calls [#require] before it enters the guest.
public final class GuestThread extends Thread {

    /// The stack of a guest thread in bytes. Wasmtime's guests get 2 MiB of it and the host functions they call
    /// need far less than the rest. Reserved address space, not memory.
    public static final long STACK_BYTES = 16L << 20;

    private GuestThread(String name, Runnable task) {
        super(null, task, name, STACK_BYTES, false);
        setDaemon(true);
    }

    /// {@return a new thread, not yet started}
    public static GuestThread of(String name, Runnable task) {
        return new GuestThread(name, task);
    }

    /// Checks that the current thread may run guest code.
    ///
    /// @throws IllegalStateException when it is not a guest thread
    public static void require() {
        if (!(Thread.currentThread() instanceof GuestThread)) {
            throw new IllegalStateException("guest code runs on a GuestThread only, not on " + Thread.currentThread());
        }
    }
}
