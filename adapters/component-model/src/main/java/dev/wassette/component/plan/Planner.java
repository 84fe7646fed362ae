package dev.wassette.component.plan;

import dev.wassette.component.UnlinkableComponent;
import dev.wassette.component.UnsupportedComponent;
import dev.wassette.component.binary.Alias;
import dev.wassette.component.binary.Canon;
import dev.wassette.component.binary.ComponentBinary;
import dev.wassette.component.binary.CoreInstance;
import dev.wassette.component.binary.CoreModule;
import dev.wassette.component.binary.CoreTypeDefinition;
import dev.wassette.component.binary.CustomSection;
import dev.wassette.component.binary.DefType;
import dev.wassette.component.binary.Definition;
import dev.wassette.component.binary.Export;
import dev.wassette.component.binary.Import;
import dev.wassette.component.binary.Instance;
import dev.wassette.component.binary.NestedComponent;
import dev.wassette.component.binary.Sort;
import dev.wassette.component.binary.TypeDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Evaluates a valid component ahead of time.
///
/// A component is a program without loops: its definitions instantiate modules and components and pass things on by
/// name and index. The planner runs that program once, on descriptions of things in the place of things. A nested
/// component is a closure over the scope it was defined in; instantiating it evaluates its definitions with the actual
/// arguments, so an imported type is the argument's type, and which resource is meant is known for good. What remains to
/// be done for each instance is in the [Plan]. (Wasmtime does the same, in `translate/inline.rs`.)
///
/// Used for one component, by one thread.
public final class Planner {
    private final PlanBuilder plan = new PlanBuilder();
    private final Map<CoreModule, Integer> modules = new IdentityHashMap<>();
    private final Map<ComponentBinary, ResourceNames> resourceNames = new IdentityHashMap<>();

    private Planner() {}

    /// {@return the plan of this component}
    ///
    /// @param root decoded and valid
    /// @throws UnlinkableComponent when it imports what no host can offer
    /// @throws UnsupportedComponent when it is too large to be planned
    public static Plan plan(ComponentBinary root) throws UnlinkableComponent, UnsupportedComponent {
        Planner planner = new Planner();
        planner.collectModules(root);
        Frame frame = new Frame(null, planner.plan.newInstance(-1, root.offset()));
        Item.Instance instance = planner.evaluate(root, frame, new Imports(planner.plan)::resolve, 0);
        Exports.collect(root, frame, instance, planner.plan);
        return planner.plan.build();
    }

    /// Where the imports of a component come from.
    private interface ImportResolver {
        Item resolve(Import definition, Frame frame) throws UnlinkableComponent, UnsupportedComponent;
    }

    private void collectModules(ComponentBinary component) {
        for (Definition definition : component.definitions()) {
            if (definition instanceof CoreModule module) {
                modules.put(module, plan.addModule(module));
            } else if (definition instanceof NestedComponent nested) {
                collectModules(nested.component());
            }
        }
    }

    private Item.Instance evaluate(ComponentBinary component, Frame frame, ImportResolver imports, int depth)
            throws UnlinkableComponent, UnsupportedComponent {
        if (depth > PlanLimits.MAX_DEPTH) {
            throw new UnsupportedComponent("the component has more than " + PlanLimits.MAX_DEPTH
                    + " component instances inside each other", component.offset());
        }
        Map<String, Item> exports = new LinkedHashMap<>();
        for (Definition definition : component.definitions()) {
            plan.spend(Cost.of(definition), definition.offset());
            switch (definition) {
                case CoreModule module -> frame.add(Sort.CORE_MODULE, new Item.Module(modules.get(module)));
                case CoreInstance instance -> frame.add(Sort.CORE_INSTANCE, coreInstance(instance, frame));
                case CoreTypeDefinition _ -> frame.add(Sort.CORE_TYPE, new Item.OpaqueType());
                case NestedComponent nested ->
                    frame.add(Sort.COMPONENT, new Item.Component(nested.component(), frame));
                case Instance instance -> frame.add(Sort.INSTANCE, instance(instance, frame, depth));
                case Alias alias -> frame.add(alias.sort(), Aliases.resolve(alias, frame));
                case TypeDefinition type -> frame.add(Sort.TYPE, type(type, frame, component));
                case Canon.Lift lift -> frame.add(Sort.FUNC, plan.lift(lift, frame));
                case Canon canon -> frame.add(Sort.CORE_FUNC, new Item.Core(plan.trampoline(canon, frame)));
                case Import one -> frame.add(one.type().sort(), imports.resolve(one, frame));
                case Export export -> {
                    exports.put(export.name(), frame.get(export.item()));
                    frame.add(export.item().sort(), frame.get(export.item()));
                }
                case CustomSection _ -> { }
            }
        }
        return new Item.Instance(exports);
    }

    private Item coreInstance(CoreInstance definition, Frame frame) throws UnsupportedComponent {
        return switch (definition) {
            case CoreInstance.Instantiate instantiate -> instantiateModule(instantiate, frame);
            case CoreInstance.InlineExports(_, List<CoreInstance.Export> exports) -> {
                Map<String, CoreItem> items = new HashMap<>();
                for (CoreInstance.Export export : exports) {
                    items.put(export.name(), frame.core(export.item().sort(), export.item().index()));
                }
                yield new Item.CoreExports(items);
            }
        };
    }

    private Item instantiateModule(CoreInstance.Instantiate definition, Frame frame) throws UnsupportedComponent {
        int number = ((Item.Module) frame.get(Sort.CORE_MODULE, definition.module())).module();
        Map<String, Item.CoreInstance> arguments = new HashMap<>();
        for (CoreInstance.Argument argument : definition.arguments()) {
            arguments.put(argument.name(), frame.coreInstance(argument.instance()));
        }
        List<CoreModule.CoreImport> wanted = plan.module(number).imports();
        plan.spend(wanted.size(), definition.offset());
        List<CoreItem> imports = new ArrayList<>(wanted.size());
        for (CoreModule.CoreImport imported : wanted) {
            imports.add(arguments.get(imported.module()).export(imported.type().sort(), imported.name()));
        }
        return new Item.ModuleInstance(
                plan.addInstantiation(new CoreInstantiation(number, imports), definition.offset()));
    }

    private Item.Instance instance(Instance definition, Frame frame, int depth)
            throws UnlinkableComponent, UnsupportedComponent {
        return switch (definition) {
            case Instance.Instantiate instantiate -> instantiateComponent(instantiate, frame, depth);
            case Instance.InlineExports(_, List<Instance.Item> exports) -> new Item.Instance(items(exports, frame));
        };
    }

    private Item.Instance instantiateComponent(Instance.Instantiate definition, Frame frame, int depth)
            throws UnlinkableComponent, UnsupportedComponent {
        Item.Component closure = (Item.Component) frame.get(Sort.COMPONENT, definition.component());
        Map<String, Item> arguments = items(definition.arguments(), frame);
        int instance = plan.newInstance(frame.instance(), definition.offset());
        return evaluate(closure.component(), new Frame(closure.scope(), instance),
                (imported, _) -> arguments.get(imported.name()), depth + 1);
    }

    private static Map<String, Item> items(List<Instance.Item> named, Frame frame) {
        Map<String, Item> items = new LinkedHashMap<>();
        for (Instance.Item one : named) {
            items.put(one.name(), frame.get(one.item()));
        }
        return items;
    }

    private Item type(TypeDefinition definition, Frame frame, ComponentBinary component) {
        return switch (definition.type()) {
            case DefType.Resource resource -> {
                Optional<CoreItem> destructor = resource.destructor().isPresent()
                        ? Optional.of(frame.core(Sort.CORE_FUNC, resource.destructor().getAsInt())) : Optional.empty();
                String name = resourceNames.computeIfAbsent(component, ResourceNames::new).name(frame.size(Sort.TYPE));
                yield new Item.Resource(plan.defineResource(frame.instance(), name, destructor));
            }
            case DefType other -> Types.item(other, frame);
        };
    }
}
