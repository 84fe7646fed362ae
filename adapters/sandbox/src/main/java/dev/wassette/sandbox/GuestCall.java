package dev.wassette.sandbox;

import dev.wassette.application.port.out.ComponentRuntime.CallEnd;
import dev.wassette.application.port.out.ComponentRuntime.CallOutcome;
import dev.wassette.application.port.out.ComponentRuntime.Cancelled;
import dev.wassette.application.port.out.ComponentRuntime.Denied;
import dev.wassette.application.port.out.ComponentRuntime.Exited;
import dev.wassette.application.port.out.ComponentRuntime.OutOfProcessorTime;
import dev.wassette.application.port.out.ComponentRuntime.Returned;
import dev.wassette.application.port.out.ComponentRuntime.TimedOut;
import dev.wassette.application.port.out.ComponentRuntime.Trapped;
import dev.wassette.component.ComponentInstance;
import dev.wassette.component.LinkedComponent;
import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.engine.CoreStore;
import dev.wassette.component.engine.Growth;
import dev.wassette.component.engine.GuestThread;
import dev.wassette.component.engine.Trap;
import dev.wassette.component.host.Denial;
import dev.wassette.component.host.Denials;
import dev.wassette.component.host.GuestExit;
import dev.wassette.component.host.HostContext;
import dev.wassette.domain.Caller;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.wit.FunctionName;
import dev.wassette.domain.wit.WitValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One call, from the fresh store to its end. The guest has a thread of its own, which nobody uses before or after it.
final class GuestCall {
    private static final Logger LOG = System.getLogger("dev.wassette.sandbox");
    private static final long SHORTEST_WAIT = TimeUnit.MILLISECONDS.toNanos(1);

    private final CoreEngine engine;
    private final LinkedComponent linked;
    private final HostOpener host;
    private final FunctionName function;
    private final List<WitValue> arguments;
    private final Grant grant;
    private final Caller caller;
    private final long deadline;
    private final Runnable atEnd;
    private final CompletableFuture<CallOutcome> outcome = new CompletableFuture<>();
    private final GuestThread thread;
    private volatile CoreStore running; // null before and after
    private volatile Denials denials = new Denials();

    /// @param deadline a moment of [System#nanoTime]
    /// @param atEnd run once on the guest's thread when nothing of the call is left
    GuestCall(CoreEngine engine, LinkedComponent linked, HostOpener host, FunctionName function,
            List<WitValue> arguments, Grant grant, Caller caller, long deadline, Runnable atEnd) {
        this.engine = engine;
        this.linked = linked;
        this.host = host;
        this.function = function;
        this.arguments = arguments;
        this.grant = grant;
        this.caller = caller;
        this.deadline = deadline;
        this.atEnd = atEnd;
        this.thread = GuestThread.of("guest " + function, grant.resources().stackBytes(), this::run);
    }

    void start() {
        thread.start();
    }

    /// Waits for the end; ends the guest when its time or its processor time is used up, and when the caller loses
    /// interest or the waiting thread is interrupted.
    ///
    /// @throws IllegalStateException when something of ours failed, with its cause
    CallEnd await() {
        CallOutcome how = awaitOutcome();
        return new CallEnd(how, denials.list().stream().map(GuestCall::denied).toList());
    }

    private CallOutcome awaitOutcome() {
        try (var _ = caller.cancellation().onCancel(this::cancel)) {
            Optional<CallOutcome> how = Optional.empty();
            long processorTime = grant.resources().cpuTime().toNanos();
            // Less processor time than time has passed, so there is nothing to see before.
            long nextLook = System.nanoTime() + processorTime;
            while (how.isEmpty()) {
                how = awaitUntil(deadline - nextLook < 0 ? deadline : nextLook);
                if (how.isEmpty() && System.nanoTime() - deadline >= 0) {
                    return end(new TimedOut());
                }
                long left = how.isEmpty() ? processorTime - ProcessorTime.of(thread) : 1;
                if (left <= 0) {
                    return end(new OutOfProcessorTime());
                }
                nextLook = System.nanoTime() + Math.max(left, SHORTEST_WAIT);
            }
            return how.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return end(new Cancelled());
        } catch (ExecutionException e) {
            throw ours(e.getCause());
        }
    }

    private void cancel() {
        outcome.complete(new Cancelled());
        end(new Cancelled());
    }

    private Optional<CallOutcome> awaitUntil(long moment) throws InterruptedException, ExecutionException {
        try {
            return Optional.of(outcome.get(moment - System.nanoTime(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException _) {
            return Optional.empty();
        }
    }

    private static Denied denied(Denial denial) {
        Denied.Kind kind = switch (denial.permission()) {
            case NETWORK -> Denied.Kind.NETWORK;
            case STORAGE -> Denied.Kind.READING;
            case STORAGE_WRITE -> Denied.Kind.WRITING;
            case ENVIRONMENT -> Denied.Kind.ENVIRONMENT;
        };
        return new Denied(kind, denial.target());
    }

    /// Makes the guest stop, in its own code or in a host function that waits, so that its place is free again.
    private CallOutcome end(CallOutcome why) {
        // First the thread: between two entries into the guest there is nothing in the store to interrupt, and the next
        // entry sees that the thread is.
        thread.interrupt();
        CoreStore store = running;
        if (store != null) {
            store.interrupt();
        }
        return why;
    }

    /// What the guest had open is closed before the outcome is known, so that what it wrote is there for whoever waits.
    /// Its memory is given back afterwards: that takes a tenth of a short call, and nobody needs to wait for it.
    private void run() {
        try (CoreStore store = engine.newStore(SandboxedRuntime.limitsOf(grant))) {
            outcome.complete(outcomeIn(store));
        } catch (RuntimeException | Error e) {
            if (!outcome.completeExceptionally(e)) {
                LOG.log(Level.ERROR, "Nobody waits any more for a call of " + function + " that failed", e);
            }
        } finally {
            atEnd.run();
        }
    }

    private CallOutcome outcomeIn(CoreStore store) {
        store.setDeadline(deadline);
        running = store; // from here on a cancellation interrupts the store; an earlier one is seen below
        try {
            return caller.cancellation().isCancelled() ? new Cancelled() : runGuest(store);
        } catch (GuestExit exit) {
            return outcomeOf(exit, store);
        } catch (Trap trap) {
            return outcomeOf(trap, store);
        } finally {
            running = null;
        }
    }

    private CallOutcome runGuest(CoreStore store) {
        try (HostContext context = host.open(grant, caller)) {
            denials = context.get(Denials.class);
            return call(store, context);
        }
    }

    private CallOutcome call(CoreStore store, HostContext context) {
        try (ComponentInstance instance = linked.instantiate(store, context)) {
            return new Returned(instance.call(function, arguments));
        }
    }

    private CallOutcome outcomeOf(Trap trap, CoreStore store) {
        boolean late = System.nanoTime() - deadline >= 0;
        return switch (trap.kind()) {
            case DEADLINE -> new TimedOut();
            case OUT_OF_MEMORY -> new Trapped(trap.getMessage() + " (permissions.resources.limits.memory in its policy)");
            case OUT_OF_TABLE -> new Trapped(
                    trap.getMessage() + " (permissions.resources.limits.table_elements in its policy)");
            case STACK_OVERFLOW -> new Trapped(trap.getMessage() + " (permissions.resources.limits.stack in its policy)");
            case INTERRUPTED -> late ? new TimedOut() : new Trapped(trap.getMessage());
            case UNREACHABLE, OUT_OF_RESOURCES, MEMORY_OUT_OF_BOUNDS, TABLE_OUT_OF_BOUNDS, UNINITIALIZED_ELEMENT,
                    INDIRECT_CALL_TYPE_MISMATCH, INTEGER_OVERFLOW, INTEGER_DIVIDE_BY_ZERO,
                    INVALID_CONVERSION_TO_INTEGER, LINK, CANONICAL_ABI, HOST,
                    OTHER -> new Trapped(trap.getMessage() + refused(store));
        };
    }

    private CallOutcome outcomeOf(GuestExit exit, CoreStore store) {
        String refused = exit.status() == 0 ? "" : refused(store);
        return refused.isEmpty() ? new Exited(exit.status())
                : new Trapped("the component ended with exit status " + exit.status() + refused);
    }

    /// A program that gets no more memory ends as one that gives up for any other reason, so the end does not tell them
    /// apart.
    private String refused(CoreStore store) {
        Set<Growth> refused = store.refused();
        var sentences = new StringBuilder();
        if (refused.contains(Growth.MEMORY)) {
            OptionalLong bytes = store.memoryBytes();
            sentences.append(". Before that it was refused more memory: ")
                    .append(bytes.isEmpty() ? "it" : "it had " + mebibytes(bytes.getAsLong()) + " and")
                    .append(" may have ").append(mebibytes(grant.resources().memoryBytes()))
                    .append(" (permissions.resources.limits.memory in its policy)");
        }
        if (refused.contains(Growth.TABLE)) {
            sentences.append(". Before that it was refused a larger table: one may have ")
                    .append(grant.resources().tableElements())
                    .append(" elements (permissions.resources.limits.table_elements in its policy)");
        }
        return sentences.toString();
    }

    private static String mebibytes(long bytes) {
        return Math.round(bytes / 104857.6) / 10.0 + " MiB";
    }

    private static IllegalStateException ours(Throwable cause) {
        return new IllegalStateException("the sandbox failed: " + cause, cause);
    }
}
