package dev.wassette.sandbox;

import dev.wassette.application.port.out.ComponentRuntime.Busy;
import dev.wassette.application.port.out.ComponentRuntime.CallEnd;
import dev.wassette.application.port.out.ComponentRuntime.Cancelled;
import dev.wassette.application.port.out.ComponentRuntime.ExportedFunction;
import dev.wassette.application.port.out.ComponentRuntime.PreparedComponent;
import dev.wassette.component.LinkedComponent;
import dev.wassette.component.engine.CoreEngine;
import dev.wassette.domain.Caller;
import dev.wassette.domain.Digest;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.wit.FunctionName;
import dev.wassette.domain.wit.WitValue;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// One linked component and the count of its running calls: its code is freed when it has been closed and no call
/// runs.
final class SandboxedComponent implements PreparedComponent {
    private final Exports exports;
    private final LinkedComponent linked;
    private final CoreEngine engine;
    private final HostOpener host;
    private final Semaphore places;
    private final RunningCalls running = new RunningCalls();
    private final List<ExportedFunction> functions;
    private int users = 1; // guarded by this; the owner counts as one until it closes
    private boolean closed; // guarded by this

    SandboxedComponent(Exports exports, LinkedComponent linked, CoreEngine engine, HostOpener host,
            Semaphore places) {
        this.exports = exports;
        this.linked = linked;
        this.engine = engine;
        this.host = host;
        this.places = places;
        this.functions = exports.functions();
    }

    @Override
    public List<ExportedFunction> functions() {
        return functions;
    }

    @Override
    public Optional<byte[]> customSection(String name) {
        return exports.customSection(name);
    }

    @Override
    public Digest digest() {
        return exports.digest();
    }

    @Override
    public CallEnd call(FunctionName function, List<WitValue> arguments, Grant grant, Caller caller) {
        long deadline = System.nanoTime() + grant.resources().time().toNanos();
        if (!takePlace(grant, deadline, caller)) {
            return new CallEnd(caller.cancellation().isCancelled() ? new Cancelled() : new Busy());
        }
        boolean started = false;
        try {
            enter();
            GuestCall call =
                    new GuestCall(engine, linked, host, function, arguments, grant, caller, deadline, this::leave);
            call.start();
            started = true;
            return call.await();
        } finally {
            if (!started) {
                freePlace();
            }
        }
    }

    private boolean takePlace(Grant grant, long deadline, Caller caller) {
        boolean taken;
        try (var _ = caller.cancellation().onCancel(Thread.currentThread()::interrupt)) {
            taken = waitForPlace(grant, deadline);
        }
        if (caller.cancellation().isCancelled()) {
            Thread.interrupted();
        }
        return taken;
    }

    /// A place among the calls of this component first, so that one that waits for it takes none from others.
    private boolean waitForPlace(Grant grant, long deadline) {
        try {
            if (!running.enter(grant.resources().concurrentCalls(), deadline)) {
                return false;
            }
            boolean taken = false;
            try {
                taken = places.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } finally {
                if (!taken) {
                    running.leave();
                }
            }
            return taken;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void freePlace() {
        places.release();
        running.leave();
    }

    private synchronized void enter() {
        if (closed) {
            throw new IllegalStateException("the component has been closed");
        }
        users++;
    }

    private void leave() {
        freePlace();
        forgetUser();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            forgetUser();
        }
    }

    private synchronized void forgetUser() {
        users--;
        if (users == 0) {
            linked.close();
        }
    }
}
