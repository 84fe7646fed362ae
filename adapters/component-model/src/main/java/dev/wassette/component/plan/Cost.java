package dev.wassette.component.plan;

import dev.wassette.component.binary.CoreInstance;
import dev.wassette.component.binary.Declaration;
import dev.wassette.component.binary.DefType;
import dev.wassette.component.binary.DefValType;
import dev.wassette.component.binary.Definition;
import dev.wassette.component.binary.Instance;
import dev.wassette.component.binary.TypeDefinition;

/// How many steps it takes to evaluate something: one, and one for each of its elements.
final class Cost {
    private Cost() {}

    static int of(Definition definition) {
        return 1 + switch (definition) {
            case CoreInstance.Instantiate instance -> instance.arguments().size();
            case CoreInstance.InlineExports instance -> instance.exports().size();
            case Instance.Instantiate instance -> instance.arguments().size();
            case Instance.InlineExports instance -> instance.exports().size();
            case TypeDefinition type -> of(type.type());
            case Definition _ -> 0;
        };
    }

    static int of(Declaration declaration) {
        return 1 + (declaration instanceof TypeDefinition type ? of(type.type()) : 0);
    }

    private static int of(DefType type) {
        return switch (type) {
            case DefValType.Record record -> record.fields().size();
            case DefValType.Variant variant -> variant.cases().size();
            case DefValType.Tuple tuple -> tuple.elements().size();
            case DefValType.Flags flags -> flags.labels().size();
            case DefValType.Enum enumeration -> enumeration.labels().size();
            case DefType.Func function -> function.parameters().size();
            case DefType _ -> 0;
        };
    }
}
