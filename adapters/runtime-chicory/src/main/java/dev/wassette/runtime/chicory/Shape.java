package dev.wassette.runtime.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ActiveDataSegment;
import com.dylibso.chicory.wasm.types.ActiveElement;
import com.dylibso.chicory.wasm.types.DataSection;
import com.dylibso.chicory.wasm.types.DataSegment;
import com.dylibso.chicory.wasm.types.DeclarativeElement;
import com.dylibso.chicory.wasm.types.Element;
import com.dylibso.chicory.wasm.types.ElementSection;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.GlobalImport;
import com.dylibso.chicory.wasm.types.Import;
import com.dylibso.chicory.wasm.types.ImportSection;
import com.dylibso.chicory.wasm.types.MemoryImport;
import com.dylibso.chicory.wasm.types.PassiveDataSegment;
import com.dylibso.chicory.wasm.types.TableImport;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/// Takes from a parsed module what [Instantiation] does by itself.
final class Shape {
    private Shape() {}

    static ChicoryModule of(WasmModule module, Function<Instance, Machine> machines) {
        return new ChicoryModule(
                shape(module),
                exports(module),
                all(ActiveElement.class, Arrays.stream(module.elementSection().elements())),
                all(ActiveDataSegment.class, Arrays.stream(module.dataSection().dataSegments())),
                module.startSection().map(start -> OptionalInt.of((int) start.startIndex())).orElse(OptionalInt.empty()),
                machines);
    }

    private static <T> List<T> all(Class<T> type, Stream<?> things) {
        return things.filter(type::isInstance).map(type::cast).toList();
    }

    private static WasmModule shape(WasmModule module) {
        WasmModule.Builder shape = WasmModule.builder()
                .withValidation(false)
                .setTypeSection(module.typeSection())
                .setImportSection(imports(module))
                .setFunctionSection(module.functionSection())
                .setTableSection(module.tableSection())
                .setGlobalSection(module.globalSection())
                .setExportSection(module.exportSection())
                .setElementSection(elements(module))
                .setCodeSection(module.codeSection())
                .setDataSection(data(module));
        module.memorySection().ifPresent(shape::setMemorySection);
        module.tagSection().ifPresent(shape::setTagSection);
        module.dataCountSection().ifPresent(shape::setDataCountSection);
        return shape.build();
    }

    /// Names each import by its position: the caller gives imports in order, and names need not be different.
    private static ImportSection imports(WasmModule module) {
        ImportSection.Builder imports = ImportSection.builder();
        for (int i = 0; i < module.importSection().importCount(); i++) {
            imports.addImport(renamed(module.importSection().getImport(i), String.valueOf(i)));
        }
        return imports.build();
    }

    private static Import renamed(Import given, String name) {
        return switch (given) {
            case FunctionImport function -> new FunctionImport("", name, function.typeIndex());
            case MemoryImport memory -> new MemoryImport("", name, memory.limits());
            case TableImport table -> new TableImport("", name, table.entryType(), table.limits());
            case GlobalImport global -> new GlobalImport("", name, global.mutabilityType(), global.type());
            default -> throw new ChicoryException("it imports an exception tag, which this engine cannot do");
        };
    }

    private static ElementSection elements(WasmModule module) {
        ElementSection.Builder elements = ElementSection.builder();
        for (Element element : module.elementSection().elements()) {
            elements.addElement(element instanceof ActiveElement
                    ? new DeclarativeElement(element.type(), List.of())
                    : element);
        }
        return elements.build();
    }

    private static DataSection data(WasmModule module) {
        DataSection.Builder data = DataSection.builder();
        for (DataSegment segment : module.dataSection().dataSegments()) {
            data.addDataSegment(segment instanceof ActiveDataSegment ? PassiveDataSegment.EMPTY : segment);
        }
        return data.build();
    }

    private static Map<String, Export> exports(WasmModule module) {
        Map<String, Export> exports = new HashMap<>();
        for (int i = 0; i < module.exportSection().exportCount(); i++) {
            Export export = module.exportSection().getExport(i);
            exports.put(export.name(), export);
        }
        return Map.copyOf(exports);
    }
}
