package dev.wassette.component.plan;

import dev.wassette.component.UnsupportedComponent;
import dev.wassette.component.abi.Despecialize;
import dev.wassette.component.abi.FunctionLayout;
import dev.wassette.component.abi.StringEncoding;
import dev.wassette.component.abi.TypeTooLarge;
import dev.wassette.component.binary.Canon;
import dev.wassette.component.binary.CoreModule;
import dev.wassette.component.binary.Sort;
import dev.wassette.domain.wit.FunctionName;
import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.Signature;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Collects a [Plan]: gives numbers to what the planner finds, and resolves canonical definitions.
final class PlanBuilder {
    private final List<CoreModule> modules = new ArrayList<>();
    private final List<CoreInstantiation> instantiations = new ArrayList<>();
    private final List<Trampoline> trampolines = new ArrayList<>();
    private final Map<Options, Integer> options = new LinkedHashMap<>();
    private final List<GuestCall> calls = new ArrayList<>();
    private final List<Integer> parents = new ArrayList<>();
    private final List<BitSet> definitions = new ArrayList<>();
    private final List<GuestResource> resources = new ArrayList<>();
    private final List<ImportedFunction> importedFunctions = new ArrayList<>();
    private final List<ImportedResource> importedResources = new ArrayList<>();
    private final List<Exported> exports = new ArrayList<>();
    private final Map<ResourceType, Integer> resourceImports = new HashMap<>();
    private final Despecialize layouts = new Despecialize();
    private int steps;

    private record GuestResource(int instance, Optional<CoreItem> destructor) {}

    /// Accounts for what is about to be evaluated.
    ///
    /// @param offset of what asks for it
    /// @throws UnsupportedComponent when it is more than [PlanLimits#MAX_STEPS] together
    void spend(int count, int offset) throws UnsupportedComponent {
        steps += Math.min(count, PlanLimits.MAX_STEPS);
        if (steps > PlanLimits.MAX_STEPS) {
            throw new UnsupportedComponent("the component takes more than " + PlanLimits.MAX_STEPS
                    + " steps to be planned: it defines too much, or too often the same", offset);
        }
    }

    int addModule(CoreModule module) {
        modules.add(module);
        return modules.size() - 1;
    }

    CoreModule module(int number) {
        return modules.get(number);
    }

    /// {@return the number of a new component instance}
    ///
    /// @param parent the instance around it; -1 for the root
    int newInstance(int parent, int offset) throws UnsupportedComponent {
        if (parents.size() == PlanLimits.MAX_INSTANCES) {
            throw new UnsupportedComponent("the component has more than " + PlanLimits.MAX_INSTANCES
                    + " component instances", offset);
        }
        parents.add(parent);
        definitions.add(new BitSet());
        return parents.size() - 1;
    }

    /// {@return the number of the core instance}
    int addInstantiation(CoreInstantiation step, int offset) throws UnsupportedComponent {
        if (instantiations.size() == PlanLimits.MAX_CORE_INSTANCES) {
            throw new UnsupportedComponent("the component has more than " + PlanLimits.MAX_CORE_INSTANCES
                    + " core instances", offset);
        }
        instantiations.add(step);
        return instantiations.size() - 1;
    }

    ResourceType.Guest defineResource(int instance, String name, Optional<CoreItem> destructor) {
        int index = resources.size();
        resources.add(new GuestResource(instance, destructor));
        definitions.get(instance).set(index);
        return new ResourceType.Guest(index, name);
    }

    Item.HostFunction importFunction(ImportedFunction function) {
        importedFunctions.add(function);
        return new Item.HostFunction(importedFunctions.size() - 1, function);
    }

    Item.Resource importResource(ImportedResource resource) {
        resourceImports.putIfAbsent(resource.type(), importedResources.size());
        importedResources.add(resource);
        return new Item.Resource(resource.type());
    }

    Item.LiftedFunction lift(Canon.Lift definition, Frame frame) throws UnsupportedComponent {
        Signature signature = frame.functionType(definition.type()).signature();
        spend(signature.parameters().size(), definition.offset());
        return new Item.LiftedFunction(new Lift(frame.instance(),
                frame.core(Sort.CORE_FUNC, definition.function()), options(definition.options(), frame),
                coreFunction(definition.options().postReturn(), frame), signature,
                layout(signature, definition.offset())));
    }

    /// {@return the core function that a canonical definition makes}
    CoreItem trampoline(Canon definition, Frame frame) throws UnsupportedComponent {
        int instance = frame.instance();
        trampolines.add(switch (definition) {
            case Canon.Lower lower -> lower(lower, frame);
            case Canon.ResourceNew(_, int resource) ->
                new Trampoline.ResourceNew(instance, frame.resource(resource).type());
            case Canon.ResourceRep(_, int resource) ->
                new Trampoline.ResourceRep(instance, frame.resource(resource).type());
            case Canon.ResourceDrop(_, int resource) -> drop(instance, frame.resource(resource).type());
            case Canon.Lift _ -> throw new IllegalStateException("a lifted function is no core function");
        });
        return new CoreItem.Host(trampolines.size() - 1);
    }

    private Trampoline lower(Canon.Lower definition, Frame frame) throws UnsupportedComponent {
        int caller = options(definition.options(), frame);
        return switch (frame.function(definition.function())) {
            case Item.HostFunction(int index, ImportedFunction function) -> {
                spend(function.signature().parameters().size(), definition.offset());
                FunctionLayout layout = layout(function.signature(), definition.offset());
                yield new Trampoline.LowerHost(layout.loweredType(), caller, layout, index);
            }
            case Item.LiftedFunction(Lift lift) -> new Trampoline.LowerGuest(lift.layout().loweredType(), caller,
                    lift.layout(), call(lift, frame.instance()));
        };
    }

    private Trampoline drop(int instance, ResourceType resource) {
        return switch (resource) {
            case ResourceType.Host host -> new Trampoline.DropHost(instance, host, resourceImports.get(host));
            case ResourceType.Guest guest -> {
                GuestResource found = resources.get(guest.index());
                yield new Trampoline.DropGuest(instance, guest, found.destructor(),
                        entering(found.instance(), instance));
            }
        };
    }

    /// {@return the number of a new call}
    ///
    /// @param caller the number of the calling component instance; -1 for the host
    private int call(Lift lift, int caller) {
        calls.add(new GuestCall(lift, entering(lift.instance(), caller)));
        return calls.size() - 1;
    }

    /// {@return the instances that a call enters: the called one and all around it, without those that the caller is
    /// in anyway. So a component may call its own children, and they may call it.}
    private List<Integer> entering(int callee, int caller) {
        List<Integer> entered = selfAndAncestors(callee);
        entered.removeAll(selfAndAncestors(caller));
        return entered;
    }

    private List<Integer> selfAndAncestors(int instance) {
        List<Integer> found = new ArrayList<>();
        for (int next = instance; next >= 0; next = parents.get(next)) {
            found.add(next);
        }
        return found;
    }

    private int options(Canon.Options given, Frame frame) {
        StringEncoding encoding = switch (given.encoding()) {
            case UTF8 -> StringEncoding.UTF8;
            case UTF16 -> StringEncoding.UTF16;
            case LATIN1_OR_UTF16 -> StringEncoding.LATIN1_OR_UTF16;
        };
        OptionalInt memory = given.memory();
        Options resolved = new Options(frame.instance(), encoding,
                memory.isPresent() ? Optional.of(frame.core(Sort.CORE_MEMORY, memory.getAsInt())) : Optional.empty(),
                coreFunction(given.realloc(), frame));
        return options.computeIfAbsent(resolved, _ -> options.size());
    }

    private static Optional<CoreItem> coreFunction(OptionalInt index, Frame frame) {
        return index.isPresent() ? Optional.of(frame.core(Sort.CORE_FUNC, index.getAsInt())) : Optional.empty();
    }

    private FunctionLayout layout(Signature signature, int offset) throws UnsupportedComponent {
        try {
            return FunctionLayout.of(signature, layouts);
        } catch (TypeTooLarge e) {
            throw new UnsupportedComponent("in a function's type, " + e.getMessage(), offset, e);
        }
    }

    void export(FunctionName name, Item.Function function, int offset) throws UnsupportedComponent {
        spend(1, offset);
        exports.add(switch (function) {
            case Item.LiftedFunction(Lift lift) -> new Exported.Guest(name, lift.signature(), call(lift, -1));
            case Item.HostFunction(int index, ImportedFunction imported) ->
                new Exported.Host(name, imported.signature(), index);
        });
    }

    Plan build() {
        return new Plan(modules, importedFunctions, importedResources, new Recipe(instantiations, trampolines,
                List.copyOf(options.keySet()), calls, definitions, exports));
    }
}
