package dev.wassette.application.docs;

import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.domain.wit.text.InterfaceItem;
import dev.wassette.domain.wit.text.TopLevel;
import dev.wassette.domain.wit.text.TypeDefinition;
import dev.wassette.domain.wit.text.UseTypes;
import dev.wassette.domain.wit.text.WitFile;
import dev.wassette.domain.wit.text.WorldItem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The documentation of a package in the form of the section `package-docs` (contract E), version 1. What has no
/// documentation is left out.
final class WitDocs {
    private JsonObject root = JsonObject.empty();
    private JsonObject worlds = JsonObject.empty();
    private JsonObject interfaces = JsonObject.empty();
    private int functions;

    private WitDocs() {}

    /// The documentation, and how many functions have some.
    record Found(JsonObject docs, int functions) {}

    /// {@return the documentation of the files of one package; packages within a file are others}
    static Found of(List<WitFile> files) {
        var docs = new WitDocs();
        for (WitFile file : files) {
            if (!file.docs().isEmpty()) {
                docs.root = docs.root.with("docs", new JsonString(file.docs()));
            }
            file.items().forEach(docs::add);
        }
        JsonObject all = with(docs.root, "worlds", docs.worlds);
        return new Found(with(all, "interfaces", docs.interfaces), docs.functions);
    }

    private static JsonObject with(JsonObject parent, String name, JsonObject child) {
        return child.members().isEmpty() ? parent : parent.with(name, child);
    }

    private static JsonObject documented(String docs) {
        return docs.isEmpty() ? JsonObject.empty() : JsonObject.empty().with("docs", new JsonString(docs));
    }

    private void add(TopLevel item) {
        switch (item) {
            case TopLevel.Interface(var preface, String name, List<InterfaceItem> items) ->
                interfaces = with(interfaces, name, interfaceDocs(preface.docs(), items));
            case TopLevel.World(var preface, String name, List<WorldItem> items) ->
                worlds = with(worlds, name, world(preface.docs(), items));
            case TopLevel.Use _, TopLevel.NestedPackage _ -> { }
        }
    }

    private JsonObject interfaceDocs(String docs, List<InterfaceItem> items) {
        JsonObject functions = JsonObject.empty();
        JsonObject types = JsonObject.empty();
        for (InterfaceItem item : items) {
            switch (item) {
                case InterfaceItem.Function(var preface, String name, _) -> functions = function(functions, name, preface.docs());
                case TypeDefinition type -> {
                    types = with(types, type.name(), type(type));
                    functions = members(functions, type);
                }
                case UseTypes _ -> { }
            }
        }
        return with(with(documented(docs), "funcs", functions), "types", types);
    }

    private JsonObject function(JsonObject functions, String name, String docs) {
        this.functions += docs.isEmpty() ? 0 : 1;
        return with(functions, name, documented(docs));
    }

    /// The functions of a resource have the names that they have in the binary.
    private JsonObject members(JsonObject functions, TypeDefinition type) {
        JsonObject more = functions;
        if (type.body() instanceof TypeDefinition.Resource(List<TypeDefinition.Member> members)) {
            for (TypeDefinition.Member member : members) {
                String name = switch (member) {
                    case TypeDefinition.Constructor _ -> "[constructor]" + type.name();
                    case TypeDefinition.Method(_, String own, _) -> "[method]" + type.name() + "." + own;
                    case TypeDefinition.Static(_, String own, _) -> "[static]" + type.name() + "." + own;
                };
                more = function(more, name, member.preface().docs());
            }
        }
        return more;
    }

    private static JsonObject type(TypeDefinition type) {
        JsonObject items = JsonObject.empty();
        for (Map.Entry<String, String> part : parts(type.body()).entrySet()) {
            items = part.getValue().isEmpty() ? items : items.with(part.getKey(), new JsonString(part.getValue()));
        }
        return with(documented(type.preface().docs()), "items", items);
    }

    private static Map<String, String> parts(TypeDefinition.Body body) {
        Map<String, String> parts = new LinkedHashMap<>();
        switch (body) {
            case TypeDefinition.Record(var fields) -> fields.forEach(each -> parts.put(each.name(), each.docs()));
            case TypeDefinition.Variant(var cases) -> cases.forEach(each -> parts.put(each.name(), each.docs()));
            case TypeDefinition.Enum(var labels) -> labels.forEach(each -> parts.put(each.name(), each.docs()));
            case TypeDefinition.Flags(var labels) -> labels.forEach(each -> parts.put(each.name(), each.docs()));
            case TypeDefinition.Alias _, TypeDefinition.Resource _ -> { }
        }
        return parts;
    }

    private JsonObject world(String docs, List<WorldItem> items) {
        JsonObject types = JsonObject.empty();
        Map<String, JsonObject> parts = new LinkedHashMap<>();
        for (WorldItem item : items) {
            switch (item) {
                case WorldItem.Extern extern -> extern(extern, parts);
                case TypeDefinition type -> types = with(types, type.name(), type(type));
                case UseTypes _, WorldItem.Include _ -> { }
            }
        }
        JsonObject world = documented(docs);
        for (Map.Entry<String, JsonObject> part : parts.entrySet()) {
            world = with(world, part.getKey(), part.getValue());
        }
        return with(world, "types", types);
    }

    private void extern(WorldItem.Extern extern, Map<String, JsonObject> parts) {
        boolean export = extern.direction() == WorldItem.Direction.EXPORT;
        String docs = extern.preface().docs();
        switch (extern.type()) {
            case WorldItem.OfFunction(String name, _) ->
                parts.compute(export ? "func_exports" : "funcs", (_, all) -> function(present(all), name, docs));
            case WorldItem.OfInterface(String name, List<InterfaceItem> items) ->
                parts.compute(export ? "interface_exports" : "interfaces",
                        (_, all) -> with(present(all), name, interfaceDocs(docs, items)));
            case WorldItem.OfPath _, WorldItem.OfNamedPath _ -> { }
        }
    }

    private static JsonObject present(JsonObject object) {
        return object == null ? JsonObject.empty() : object;
    }
}
