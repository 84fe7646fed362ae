package dev.wassette.runtime.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.types.FunctionType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Defines the classes that a module was compiled to.
final class GeneratedClasses extends ClassLoader {
    /// The class that implements Chicory's [Machine].
    static final String MAIN = "guest.Module";

    private final Map<String, CompiledCode.Deflated> classes;
    private final FunctionType[] types;

    /// @param classes by name; each is inflated when it is first needed
    /// @param types the types of the module's type section
    GeneratedClasses(Map<String, CompiledCode.Deflated> classes, FunctionType[] types) {
        super(GeneratedClasses.class.getClassLoader());
        this.types = types;
        this.classes = new ConcurrentHashMap<>(classes);
    }

    /// {@return the type at an index of the module's type section}
    FunctionType type(int index) {
        return types[index];
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        CompiledCode.Deflated deflated = classes.get(name);
        if (deflated == null) {
            throw new ClassNotFoundException(name);
        }
        byte[] bytes = deflated.inflate();
        Class<?> defined = defineClass(name, bytes, 0, bytes.length);
        classes.remove(name);
        return defined;
    }

    /// {@return what makes the machine of an instance}
    Function<Instance, Machine> machines() {
        Class<?> operations = GuestOperations.class;
        operations.getModule().addExports(operations.getPackageName(), getUnnamedModule());
        try {
            MethodHandle constructor = MethodHandles.publicLookup()
                    .findConstructor(loadClass(MAIN), MethodType.methodType(void.class, Instance.class))
                    .asType(MethodType.methodType(Machine.class, Instance.class));
            return instance -> make(constructor, instance);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Chicory's compiler made no machine", e);
        }
    }

    private static Machine make(MethodHandle constructor, Instance instance) {
        try {
            return (Machine) constructor.invokeExact(instance);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a constructor threw what it does not declare", e);
        }
    }
}
