package dev.wassette.runtime.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.types.FunctionType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Defines the classes that a module was compiled to.
final class GeneratedClasses extends ClassLoader {
    /// The class that implements Chicory's [Machine].
    static final String MAIN = "guest.Module";

    private final Map<String, byte[]> classes;
    private final FunctionType[] types;

    /// @param classes the bytes of each class, by name
    /// @param types the types of the module's type section
    GeneratedClasses(Map<String, byte[]> classes, FunctionType[] types) {
        super(GeneratedClasses.class.getClassLoader());
        this.types = types;
        // Chicory names some of them with dots and some with slashes
        this.classes = classes.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(entry -> entry.getKey().replace('/', '.'), Map.Entry::getValue));
    }

    /// {@return the type at an index of the module's type section}
    FunctionType type(int index) {
        return types[index];
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
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
