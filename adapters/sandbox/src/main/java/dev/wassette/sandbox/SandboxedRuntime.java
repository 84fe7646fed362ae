package dev.wassette.sandbox;

import dev.wassette.application.port.out.ComponentRuntime;
import dev.wassette.component.Component;
import dev.wassette.component.ComponentException;
import dev.wassette.component.LinkedComponent;
import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.engine.CoreLimits;
import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.Digest;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.policy.ResourceLimits;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/// The sandbox: every component on one engine, with one host, each call in a fresh instance on a thread of its own.
/// Safe for use by several threads.
public final class SandboxedRuntime implements ComponentRuntime {
    private final CoreEngine engine;
    private final List<HostInterface> interfaces;
    private final HostOpener host;
    private final Semaphore places;

    /// @param engine runs the core modules; stays the caller's to close
    /// @param interfaces all that a component can import
    /// @param host gives each call its part of the world
    /// @param concurrentCalls how many calls run at once; further ones wait. Together with the memory limit of a call
    ///     this bounds what guests can use; more than 0
    public SandboxedRuntime(CoreEngine engine, List<HostInterface> interfaces, HostOpener host, int concurrentCalls) {
        this.engine = Objects.requireNonNull(engine);
        this.interfaces = List.copyOf(interfaces);
        this.host = Objects.requireNonNull(host);
        if (concurrentCalls <= 0) {
            throw new IllegalArgumentException("at least one call at a time");
        }
        this.places = new Semaphore(concurrentCalls, true);
    }

    /// {@return what the stores of a call with this grant may hold}
    public static CoreLimits limitsOf(Grant grant) {
        ResourceLimits resources = grant.resources();
        return new CoreLimits(resources.memoryBytes(), resources.tableElements(), resources.stackBytes());
    }

    @Override
    public Inspection inspect(byte[] bytes) {
        return decode(bytes);
    }

    /// {@return what a component exports; no engine is needed to know it}
    public static Inspection decode(byte[] bytes) {
        try {
            return new Inspected(new Exports(Component.parse(bytes), Digest.of(bytes)));
        } catch (ComponentException e) {
            return new Refused(e.getMessage());
        }
    }

    @Override
    public Preparation prepare(byte[] bytes) {
        // Two long looks at the bytes, of which the first component of a process takes most, go side by side.
        CompletableFuture<Digest> digest = CompletableFuture.supplyAsync(() -> Digest.of(bytes));
        try {
            Component component = Component.parse(bytes);
            LinkedComponent linked = component.link(engine, interfaces, digest.join());
            var exports = new Exports(component, digest.join());
            return new Prepared(new SandboxedComponent(exports, linked, engine, host, places));
        } catch (ComponentException e) {
            return new Refused(e.getMessage());
        }
    }
}
