package dev.wassette.component.plan;

import dev.wassette.component.abi.CanonLift;
import dev.wassette.component.abi.CanonLower;
import dev.wassette.component.abi.LiftLowerContext;
import dev.wassette.component.engine.CoreExtern;
import dev.wassette.component.engine.CoreFunction;
import dev.wassette.component.engine.CoreInstance;
import dev.wassette.component.engine.CoreMemory;
import dev.wassette.component.engine.CoreModule;
import dev.wassette.component.engine.CoreStore;
import dev.wassette.component.engine.HostDispatcher;
import dev.wassette.component.engine.HostFunctions;
import dev.wassette.component.engine.Trap;
import dev.wassette.component.host.HostCall;
import dev.wassette.component.host.HostContext;
import dev.wassette.component.instance.InstanceState;
import dev.wassette.component.instance.ResourceHandle;
import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.WitValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One instance of a planned component in one store. To instantiate is to walk the steps of the [Recipe]; everything
/// else is made when it is first used, as most calls use little of a component. Used by one thread.
public final class Replay implements HostDispatcher {
    private final Recipe recipe;
    private final HostBindings host;
    private final HostContext context;
    private final List<CoreFunction> trampolines;
    private final CoreInstance[] instances;
    private final InstanceState[] states;
    private final LiftLowerContext[] contexts;
    private final CanonLift[] calls;

    /// @param functions prepared for the types of the recipe's trampolines
    public Replay(Recipe recipe, HostBindings host, HostContext context, CoreStore store, HostFunctions functions) {
        this.recipe = recipe;
        this.host = host;
        this.context = context;
        this.instances = new CoreInstance[recipe.instantiations().size()];
        this.states = new InstanceState[recipe.definitions().size()];
        this.contexts = new LiftLowerContext[recipe.options().size()];
        this.calls = new CanonLift[recipe.calls().size()];
        this.trampolines = store.bind(functions, this);
    }

    /// Carries out the steps.
    ///
    /// @param modules compiled, in the order of the plan
    /// @throws dev.wassette.component.engine.Trap when the guest traps
    public void instantiate(CoreStore store, List<CoreModule> modules) {
        for (int i = 0; i < instances.length; i++) {
            CoreInstantiation step = recipe.instantiations().get(i);
            List<CoreExtern> imports = new ArrayList<>(step.imports().size());
            for (CoreItem item : step.imports()) {
                imports.add(extern(item));
            }
            instances[i] = store.instantiate(modules.get(step.module()), imports);
        }
    }

    /// Calls an exported function.
    ///
    /// @throws dev.wassette.component.engine.Trap when the guest traps
    public Optional<WitValue> call(Exported function, List<WitValue> arguments) {
        return switch (function) {
            case Exported.Guest guest -> call(guest.call()).call(arguments);
            case Exported.Host imported -> host.function(imported.function()).call(new HostCall(arguments, context));
        };
    }

    /// Drops the host's resources that the instance still owns, each in any case.
    public void dropResources() {
        RuntimeException failure = null;
        for (InstanceState state : states) {
            if (state != null) {
                failure = dropResources(state, failure);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private RuntimeException dropResources(InstanceState state, RuntimeException before) {
        List<RuntimeException> failures = new ArrayList<>();
        state.dropAll(handle -> {
            try {
                if (handle.isOwn() && handle.value().resource() instanceof ResourceType.Host type) {
                    host.drop(type).accept(context, handle.value().representation());
                }
            } catch (Trap _) {
                // The guest should have dropped something else before; no guest is left to be told.
            } catch (RuntimeException e) {
                failures.add(e);
            }
        });
        RuntimeException first = before;
        for (RuntimeException failure : failures) {
            if (first == null) {
                first = failure;
            } else {
                first.addSuppressed(failure);
            }
        }
        return first;
    }

    @Override
    public void call(int index, long[] values) {
        switch (recipe.trampolines().get(index)) {
            case Trampoline.LowerHost lower -> CanonLower.callHost(context(lower.options()), lower.layout(),
                    host.function(lower.function()), context, values);
            case Trampoline.LowerGuest lower ->
                CanonLower.callGuest(context(lower.options()), lower.layout(), call(lower.call()), values);
            case Trampoline.ResourceNew(int instance, ResourceType resource) -> {
                state(instance).requireMayLeave();
                values[0] = state(instance).lowerOwn(new WitValue.Handle(resource, (int) values[0]));
            }
            case Trampoline.ResourceRep(int instance, ResourceType resource) -> values[0] = Integer.toUnsignedLong(
                    (Integer) state(instance).rep((int) values[0], resource).representation());
            case Trampoline.DropHost(int instance, ResourceType.Host resource, int imported) -> {
                ResourceHandle dropped = drop(instance, (int) values[0], resource);
                if (dropped.isOwn()) {
                    host.drop(imported).accept(context, dropped.value().representation());
                }
            }
            case Trampoline.DropGuest drop -> {
                ResourceHandle dropped = drop(drop.instance(), (int) values[0], drop.resource());
                if (dropped.isOwn() && drop.destructor().isPresent()) {
                    destroy(drop, (Integer) dropped.value().representation());
                }
            }
        }
    }

    private ResourceHandle drop(int instance, int index, ResourceType resource) {
        state(instance).requireMayLeave();
        return state(instance).drop(index, resource);
    }

    private void destroy(Trampoline.DropGuest drop, int representation) {
        List<InstanceState> entered = states(drop.entered());
        entered.forEach(InstanceState::enter);
        ((CoreFunction) extern(drop.destructor().orElseThrow()))
                .call(new long[] {Integer.toUnsignedLong(representation)});
        entered.forEach(InstanceState::leave);
    }

    private CoreExtern extern(CoreItem item) {
        return switch (item) {
            case CoreItem.Host(int index) -> trampolines.get(index);
            case CoreItem.Export(var sort, int instance, String name) -> switch (sort) {
                case CORE_FUNC -> instances[instance].function(name);
                case CORE_TABLE -> instances[instance].table(name);
                case CORE_MEMORY -> instances[instance].memory(name);
                case CORE_GLOBAL -> instances[instance].global(name);
                case CORE_TYPE, CORE_MODULE, CORE_INSTANCE, FUNC, TYPE, COMPONENT, INSTANCE ->
                    throw new IllegalStateException("a core module exports no " + sort);
            };
        };
    }

    private InstanceState state(int number) {
        InstanceState state = states[number];
        if (state == null) {
            state = new InstanceState(recipe.definitions().get(number));
            states[number] = state;
        }
        return state;
    }

    private List<InstanceState> states(List<Integer> numbers) {
        return numbers.stream().map(this::state).toList();
    }

    private LiftLowerContext context(int number) {
        LiftLowerContext made = contexts[number];
        if (made == null) {
            Options options = recipe.options().get(number);
            made = new LiftLowerContext(state(options.instance()), options.encoding(),
                    (CoreMemory) options.memory().map(this::extern).orElse(null),
                    (CoreFunction) options.realloc().map(this::extern).orElse(null));
            contexts[number] = made;
        }
        return made;
    }

    private CanonLift call(int number) {
        CanonLift made = calls[number];
        if (made == null) {
            GuestCall call = recipe.calls().get(number);
            Lift lift = call.lift();
            made = new CanonLift(lift.layout(), context(lift.options()), (CoreFunction) extern(lift.callee()),
                    (CoreFunction) lift.postReturn().map(this::extern).orElse(null), states(call.entered()));
            calls[number] = made;
        }
        return made;
    }
}
