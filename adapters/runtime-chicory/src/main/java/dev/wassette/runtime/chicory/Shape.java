package dev.wassette.runtime.chicory;

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
import java.util.stream.IntStream;

/// Takes from a parsed module what [Instantiation] does by itself.
final class Shape {
    private Shape() {}

    static ChicoryModule of(WasmModule module, ModuleBinary binary, Machines machines) {
        return new ChicoryModule(
                shape(module, binary),
                exports(module),
                activeElements(module),
                activeData(module, binary),
                module.startSection().map(start -> OptionalInt.of((int) start.startIndex())).orElse(OptionalInt.empty()),
                machines);
    }

    private static List<ActiveElement> activeElements(WasmModule module) {
        return Arrays.stream(module.elementSection().elements())
                .filter(ActiveElement.class::isInstance)
                .map(ActiveElement.class::cast)
                .toList();
    }

    private static List<ChicoryModule.Data> activeData(WasmModule module, ModuleBinary binary) {
        DataSegment[] segments = module.dataSection().dataSegments();
        return IntStream.range(0, segments.length)
                .filter(i -> segments[i] instanceof ActiveDataSegment)
                .mapToObj(i -> data((ActiveDataSegment) segments[i], binary.data(i)))
                .toList();
    }

    private static ChicoryModule.Data data(ActiveDataSegment segment, byte[] contents) {
        return new ChicoryModule.Data((int) segment.index(), segment.offsetInstructions(), contents);
    }

    private static WasmModule shape(WasmModule module, ModuleBinary binary) {
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
                .setDataSection(passiveData(module, binary));
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
            default -> throw new ChicoryException("an import is of an unknown kind");
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

    /// Active segments are empty here, as if dropped.
    private static DataSection passiveData(WasmModule module, ModuleBinary binary) {
        DataSection.Builder data = DataSection.builder();
        DataSegment[] segments = module.dataSection().dataSegments();
        for (int i = 0; i < segments.length; i++) {
            data.addDataSegment(segments[i] instanceof ActiveDataSegment
                    ? PassiveDataSegment.EMPTY
                    : new PassiveDataSegment(binary.data(i)));
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
