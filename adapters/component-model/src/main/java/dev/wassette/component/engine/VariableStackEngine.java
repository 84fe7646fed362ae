package dev.wassette.component.engine;

import dev.wassette.domain.Digest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;

/// An engine for stores of any size of stack, made of engines that have one size each.
///
/// The engine for the usual size is there from the beginning; another one from the first store that needs it until nobody
/// does any more. What is compiled exists for one size at a time, that of the store that used it last: the stack of a
/// component changes with its policy, so calls with two sizes meet only while a policy changes, and code is never kept
/// twice.
public final class VariableStackEngine implements CoreEngine {
    private final Opener opener;
    private final EngineOptions options;
    private final long mostStackBytes;
    /// by size of stack; guarded by this
    private final Map<Long, Member> members = new HashMap<>();
    private final Member usual;
    /// guarded by this
    private boolean closed;

    /// Opens an engine for the stack of the usual limits.
    @FunctionalInterface
    public interface Opener {
        FixedStackEngine open(EngineOptions options) throws EngineUnavailable;
    }

    /// One of the engines, and how many use it.
    private static final class Member {
        private final long stackBytes;
        private final FixedStackEngine engine;
        /// guarded by the engine that this is a member of
        private int users = 1;

        private Member(long stackBytes, FixedStackEngine engine) {
            this.stackBytes = stackBytes;
            this.engine = engine;
        }
    }

    private VariableStackEngine(Opener opener, EngineOptions options, long mostStackBytes, FixedStackEngine first) {
        this.opener = opener;
        this.mostStackBytes = mostStackBytes;
        this.options = options;
        this.usual = new Member(options.usualLimits().stackBytes(), first);
        members.put(usual.stackBytes, usual);
    }

    /// @param mostStackBytes the most that engines of this kind can give; stores with a larger limit get so much
    /// @throws EngineUnavailable when the engine for the usual stack cannot be opened
    public static VariableStackEngine open(Opener opener, EngineOptions options, long mostStackBytes)
            throws EngineUnavailable {
        return new VariableStackEngine(opener, options, mostStackBytes, opener.open(options));
    }

    @Override
    public String description() {
        return usual.engine.description();
    }

    @Override
    public CoreModule compile(byte[] wasm, Digest name) throws InvalidCoreModule {
        return new Module(usual.engine.compile(wasm, name));
    }

    @Override
    public HostFunctions prepareHostFunctions(List<CoreFunctionType> types) {
        return new Functions(List.copyOf(types));
    }

    @Override
    public CoreStore newStore(CoreLimits limits) {
        Member member = take(Math.min(limits.stackBytes(), mostStackBytes));
        try {
            return new Store(member, member.engine.newStore(limits));
        } catch (Throwable e) {
            release(member);
            throw e;
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        release(usual);
    }

    private synchronized Member take(long stackBytes) {
        if (closed) {
            throw new IllegalStateException("the engine is closed");
        }
        Member member = members.get(stackBytes);
        if (member == null) {
            member = new Member(stackBytes, open(stackBytes));
            members.put(stackBytes, member);
        } else {
            member.users++;
        }
        return member;
    }

    private FixedStackEngine open(long stackBytes) {
        try {
            return opener.open(options.withUsualLimits(options.usualLimits().withStackBytes(stackBytes)));
        } catch (EngineUnavailable e) {
            throw new IllegalStateException("the engine was there for another size of stack", e);
        }
    }

    /// @param member that somebody uses
    private synchronized void retain(Member member) {
        member.users++;
    }

    private synchronized void release(Member member) {
        member.users--;
        if (member.users == 0) {
            members.remove(member.stackBytes, member);
            member.engine.close();
        }
    }

    /// What is compiled for one of the engines, and becomes that of another one when a store of that needs it.
    private final class Fitted<T extends AutoCloseable> {
        private final String name;
        private final BiFunction<FixedStackEngine, T, T> adopt;
        /// guarded by this
        private Fit<T> fit;
        /// guarded by this
        private boolean closed;

        private Fitted(String name, T first, BiFunction<FixedStackEngine, T, T> adopt) {
            this.name = name;
            this.adopt = adopt;
            this.fit = fit(usual, first);
        }

        private Fit<T> fit(Member member, T value) {
            retain(member);
            return new Fit<>(member, value, new Lease(name, () -> {
                close(value);
                release(member);
            }));
        }

        /// {@return a use of what is compiled for this member, which somebody uses}
        synchronized Held<T> on(Member member) {
            if (closed) {
                throw new IllegalStateException(name + " is closed");
            }
            if (fit.member() != member) {
                Fit<T> before = fit;
                fit = fit(member, adopt.apply(member.engine, before.value()));
                before.lease().close();
            }
            return new Held<>(fit.value(), fit.lease().begin());
        }

        synchronized void close() {
            closed = true;
            fit.lease().close();
        }

        private static void close(AutoCloseable value) {
            try {
                value.close();
            } catch (Exception e) {
                throw new IllegalStateException("failed to free what an engine had compiled", e);
            }
        }
    }

    /// @param lease frees the value, and lets its engine go
    private record Fit<T>(Member member, T value, Lease lease) {}

    private record Held<T>(T value, Lease.Use use) implements AutoCloseable {
        @Override
        public void close() {
            use.close();
        }
    }

    private final class Module implements CoreModule {
        private final Fitted<CoreModule> code;

        private Module(CoreModule first) {
            this.code = new Fitted<>("the module", first, FixedStackEngine::adopt);
        }

        private VariableStackEngine engine() {
            return VariableStackEngine.this;
        }

        @Override
        public void close() {
            code.close();
        }
    }

    private final class Functions implements HostFunctions {
        private final Fitted<HostFunctions> code;

        private Functions(List<CoreFunctionType> types) {
            this.code = new Fitted<>("the list of host functions", usual.engine.prepareHostFunctions(types),
                    (engine, _) -> engine.prepareHostFunctions(types));
        }

        private VariableStackEngine engine() {
            return VariableStackEngine.this;
        }

        @Override
        public void close() {
            code.close();
        }
    }

    /// A store of one of the engines.
    private final class Store implements CoreStore {
        private final Member member;
        private final CoreStore store;
        private boolean closed;

        private Store(Member member, CoreStore store) {
            this.member = member;
            this.store = store;
        }

        @Override
        public List<CoreFunction> bind(HostFunctions functions, HostDispatcher dispatcher) {
            if (!(functions instanceof Functions ours) || ours.engine() != VariableStackEngine.this) {
                throw new IllegalArgumentException("host functions of another engine");
            }
            try (Held<HostFunctions> held = ours.code.on(member)) {
                return store.bind(held.value(), dispatcher);
            }
        }

        @Override
        public CoreInstance instantiate(CoreModule module, List<CoreExtern> imports) {
            if (!(module instanceof Module ours) || ours.engine() != VariableStackEngine.this) {
                throw new IllegalArgumentException("a module of another engine");
            }
            try (Held<CoreModule> held = ours.code.on(member)) {
                return store.instantiate(held.value(), imports);
            }
        }

        @Override
        public void setDeadline(long nanoTime) {
            store.setDeadline(nanoTime);
        }

        @Override
        public OptionalLong memoryBytes() {
            return store.memoryBytes();
        }

        @Override
        public Set<Growth> refused() {
            return store.refused();
        }

        @Override
        public void interrupt() {
            store.interrupt();
        }

        @Override
        public void close() {
            store.close();
            if (!closed) {
                closed = true;
                release(member);
            }
        }
    }
}
