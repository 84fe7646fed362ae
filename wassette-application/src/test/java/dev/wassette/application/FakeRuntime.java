package dev.wassette.application;

import dev.wassette.application.port.out.ComponentRuntime;
import dev.wassette.application.port.out.ComponentSource;
import dev.wassette.domain.Caller;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.Digest;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.wit.FunctionName;
import dev.wassette.domain.wit.Signature;
import dev.wassette.domain.wit.WitValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// Both out-ports of a test. A reference `fake://id/version` fetches bytes that name themselves, and what was put under
/// these bytes is what [#prepare] gives. It watches that no component is called after it was closed or closed twice.
final class FakeRuntime implements ComponentRuntime, ComponentSource {
    private final Map<String, Function<FakeRuntime, Preparation>> preparations = new ConcurrentHashMap<>();
    /// What a preparation waits for.
    volatile Runnable delay = () -> {};
    /// How often a component was prepared.
    final AtomicInteger prepared = new AtomicInteger();
    final AtomicInteger open = new AtomicInteger();
    final AtomicInteger misuses = new AtomicInteger();
    /// What each call was given, in order.
    final List<Grant> grants = new CopyOnWriteArrayList<>();
    /// What each call was denied.
    volatile List<Denied> denied = List.of();

    /// What a function does with its arguments.
    interface Body {
        CallOutcome call(List<WitValue> arguments);
    }

    FakeRuntime component(String reference, List<ExportedFunction> functions, Body body) {
        return component(reference, functions, Optional.empty(), body);
    }

    FakeRuntime component(String reference, List<ExportedFunction> functions, Optional<byte[]> docs, Body body) {
        return preparing(reference, runtime -> new Prepared(runtime.new Fake(Digest.of(reference.getBytes()), functions, docs, body)));
    }

    FakeRuntime preparing(String reference, Function<FakeRuntime, Preparation> preparation) {
        preparations.put(reference, preparation);
        return this;
    }

    static ExportedFunction function(String name, Signature signature) {
        return new ExportedFunction(new FunctionName(Optional.empty(), name), signature);
    }

    static ExportedFunction function(String interfaceName, String name, Signature signature) {
        return new ExportedFunction(new FunctionName(Optional.of(interfaceName), name), signature);
    }

    @Override
    public boolean knows(String reference) {
        return reference.startsWith("fake://");
    }

    @Override
    public Fetch fetch(Wanted wanted) {
        String reference = wanted.reference();
        String id = reference.substring("fake://".length()).split("/")[0];
        return preparations.containsKey(reference)
                ? wanted.accept(new Fetched(new ComponentId(id), reference, reference.getBytes()))
                : new Unavailable("there is no such component.");
    }

    @Override
    public Inspection inspect(byte[] bytes) {
        return switch (preparations.get(new String(bytes)).apply(this)) {
            case Prepared(PreparedComponent component) -> {
                component.close();
                yield new Inspected(component);
            }
            case Refused refused -> refused;
        };
    }

    @Override
    public Preparation prepare(byte[] bytes) {
        prepared.incrementAndGet();
        delay.run();
        return preparations.get(new String(bytes)).apply(this);
    }

    private final class Fake implements PreparedComponent {
        private final Digest digest;
        private final List<ExportedFunction> functions;
        private final Optional<byte[]> docs;
        private final Body body;
        private final AtomicInteger closed = new AtomicInteger();
        private final AtomicInteger running = new AtomicInteger();

        private Fake(Digest digest, List<ExportedFunction> functions, Optional<byte[]> docs, Body body) {
            this.digest = digest;
            this.functions = functions;
            this.docs = docs;
            this.body = body;
            open.incrementAndGet();
        }

        @Override
        public List<ExportedFunction> functions() {
            return functions;
        }

        @Override
        public Optional<byte[]> customSection(String name) {
            return docs.filter(_ -> name.equals("package-docs"));
        }

        @Override
        public Digest digest() {
            return digest;
        }

        @Override
        public CallEnd call(FunctionName function, List<WitValue> arguments, Grant grant, Caller caller) {
            running.incrementAndGet();
            misuses.addAndGet(closed.get());
            try {
                grants.add(grant);
                return new CallEnd(body.call(arguments), denied);
            } finally {
                misuses.addAndGet(closed.get());
                running.decrementAndGet();
            }
        }

        @Override
        public void close() {
            misuses.addAndGet(running.get() + closed.getAndIncrement());
            open.decrementAndGet();
        }
    }
}
