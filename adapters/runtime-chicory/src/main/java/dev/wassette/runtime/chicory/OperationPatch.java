package dev.wassette.runtime.chicory;

import com.dylibso.chicory.compiler.internal.ByteClassCollector;
import com.dylibso.chicory.compiler.internal.Shaded;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.HashMap;
import java.util.Map;

/// Gives Chicory's compiler another version of the operations that generated code calls.
///
/// The compiler copies the class [Shaded] beside each module it compiles, and asks its class collector for the bytes.
/// Here the bytes change on the way: a method of the same name and parameters in [GuestOperations] takes the place of
/// Chicory's. It may have one more parameter, and gets the class of the copy there.
final class OperationPatch extends ByteClassCollector {
    private static final ClassDesc OPERATIONS = GuestOperations.class.describeConstable().orElseThrow();

    @Override
    public byte[] resolve(Class<?> type) {
        return type == Shaded.class ? patched() : super.resolve(type);
    }

    /// {@return the bytes of the class that the compiler copies}
    static byte[] patched() {
        Map<String, MethodTypeDesc> replacements = replacements();
        ClassFile classFile = ClassFile.of(ClassFile.StackMapsOption.GENERATE_STACK_MAPS);
        ClassModel chicorys = classFile.parse(bytes(Shaded.class));
        ClassDesc self = chicorys.thisClass().asSymbol();
        return classFile.transformClass(chicorys, (builder, element) -> {
            if (element instanceof MethodModel method && replacements.containsKey(signature(method))) {
                MethodTypeDesc target = replacements.get(signature(method));
                builder.withMethodBody(method.methodName(), method.methodType(), method.flags().flagsMask(),
                        code -> delegate(code, method, target, self));
            } else {
                builder.with(element);
            }
        });
    }

    private static void delegate(CodeBuilder code, MethodModel method, MethodTypeDesc target, ClassDesc self) {
        MethodTypeDesc type = method.methodTypeSymbol();
        for (int i = 0; i < type.parameterCount(); i++) {
            code.loadLocal(TypeKind.from(type.parameterType(i)), code.parameterSlot(i));
        }
        if (target.parameterCount() > type.parameterCount()) {
            code.loadConstant(self);
        }
        code.invokestatic(OPERATIONS, method.methodName().stringValue(), target)
                .return_(TypeKind.from(type.returnType()));
    }

    /// {@return the types of our operations, by the name and parameters they replace}
    private static Map<String, MethodTypeDesc> replacements() {
        Map<String, MethodTypeDesc> replacements = new HashMap<>();
        for (MethodModel method : ClassFile.of().parse(bytes(GuestOperations.class)).methods()) {
            if (!method.flags().has(AccessFlag.PUBLIC)) {
                continue;
            }
            MethodTypeDesc type = method.methodTypeSymbol();
            int last = type.parameterCount() - 1;
            boolean wantsClass = last >= 0 && type.parameterType(last).equals(ConstantDescs.CD_Class);
            MethodTypeDesc replaced = wantsClass ? type.dropParameterTypes(last, last + 1) : type;
            replacements.put(method.methodName().stringValue() + replaced.descriptorString(), type);
        }
        return replacements;
    }

    private static String signature(MethodModel method) {
        return method.methodName().stringValue() + method.methodType().stringValue();
    }

    private static byte[] bytes(Class<?> type) {
        String name = type.getName();
        try (InputStream in = type.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the class " + name, e);
        }
    }
}
