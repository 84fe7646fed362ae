package dev.wassette.component;

import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.engine.CoreModule;
import dev.wassette.component.engine.CoreStore;
import dev.wassette.component.engine.HostFunctions;
import dev.wassette.component.engine.InvalidCoreModule;
import dev.wassette.component.host.HostContext;
import dev.wassette.component.plan.Exported;
import dev.wassette.component.plan.HostBindings;
import dev.wassette.component.plan.Plan;
import dev.wassette.component.plan.Recipe;
import dev.wassette.component.plan.Replay;
import dev.wassette.component.plan.Trampoline;
import dev.wassette.domain.Digest;
import dev.wassette.domain.wit.FunctionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A component whose modules are compiled and whose imports the host offers: ready to be instantiated in any number of
/// stores of one engine. Safe for use by several threads.
public final class LinkedComponent implements AutoCloseable {
    private final Recipe recipe;
    private final HostBindings host;
    private final List<CoreModule> modules;
    private final HostFunctions functions;
    private final Map<FunctionName, Exported> exports;

    private LinkedComponent(Recipe recipe, HostBindings host, List<CoreModule> modules, HostFunctions functions) {
        this.recipe = recipe;
        this.host = host;
        this.modules = List.copyOf(modules);
        this.functions = functions;
        this.exports = recipe.exports().stream().collect(Collectors.toMap(Exported::name, Function.identity()));
    }

    /// @param names tell a core module from every other
    static LinkedComponent link(Plan plan, CoreEngine engine, HostBindings host,
            Function<dev.wassette.component.binary.CoreModule, Digest> names) throws InvalidComponent {
        List<CoreModule> compiled = new ArrayList<>();
        try {
            for (var module : plan.modules()) {
                compiled.add(compile(module, names.apply(module), engine));
            }
            HostFunctions functions = engine.prepareHostFunctions(
                    plan.recipe().trampolines().stream().map(Trampoline::type).toList());
            return new LinkedComponent(plan.recipe(), host, compiled, functions);
        } catch (InvalidComponent | RuntimeException | Error e) {
            compiled.forEach(CoreModule::close);
            throw e;
        }
    }

    private static CoreModule compile(dev.wassette.component.binary.CoreModule module, Digest name, CoreEngine engine)
            throws InvalidComponent {
        try {
            return engine.compile(module.bytes().toByteArray(), name);
        } catch (InvalidCoreModule e) {
            throw new InvalidComponent("a core module of the component is not valid: " + e.getMessage(),
                    module.offset(), e);
        }
    }

    /// Instantiates the component, on a [dev.wassette.component.engine.GuestThread].
    ///
    /// @param store new: nothing else has been instantiated in it
    /// @param context what the component's calls of the host see
    /// @throws dev.wassette.component.engine.Trap when the guest traps, or when it asks for more than the store may hold
    /// @throws RuntimeException whatever a function of the host throws, such as
    ///     [dev.wassette.component.host.GuestExit]
    public ComponentInstance instantiate(CoreStore store, HostContext context) {
        Replay replay = new Replay(recipe, host, context, store, functions);
        ComponentInstance instance = new ComponentInstance(replay, exports);
        try {
            replay.instantiate(store, modules);
        } catch (RuntimeException | Error e) {
            instance.closeAfter(e);
            throw e;
        }
        return instance;
    }

    /// Frees the compiled code. No instance is used afterwards.
    @Override
    public void close() {
        functions.close();
        modules.forEach(CoreModule::close);
    }
}
