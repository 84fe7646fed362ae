package dev.wassette.domain.wit.text;

import java.util.List;
import java.util.stream.Collectors;

/// Writes WIT. What it writes is read back as the same.
public final class WitPrinter {
    private static final String INDENT = "  ";

    private final StringBuilder out = new StringBuilder();
    private int depth;

    private WitPrinter() {}

    /// {@return the text of a file}
    public static String print(WitFile file) {
        var printer = new WitPrinter();
        printer.docs(file.docs());
        file.declaration().ifPresent(name -> printer.line("package " + packageName(name) + ";"));
        for (TopLevel item : file.items()) {
            printer.gap();
            printer.topLevel(item);
        }
        return printer.out.toString();
    }

    /// {@return a type as it is used}
    public static String print(TypeUse type) {
        return switch (type) {
            case TypeUse.Named(String name) -> escaped(name);
            case TypeUse.Primitive(String keyword) -> keyword;
            case TypeUse.ListOf list -> "list<" + print(list.element())
                    + (list.length().isPresent() ? ", " + list.length().getAsInt() : "") + ">";
            case TypeUse.TupleOf(List<TypeUse> elements) ->
                elements.stream().map(WitPrinter::print).collect(Collectors.joining(", ", "tuple<", ">"));
            case TypeUse.OptionOf(TypeUse some) -> "option<" + print(some) + ">";
            case TypeUse.ResultOf result -> result(result);
            case TypeUse.MapOf(TypeUse key, TypeUse value) -> "map<" + print(key) + ", " + print(value) + ">";
            case TypeUse.Borrow(String resource) -> "borrow<" + escaped(resource) + ">";
            case TypeUse.FutureOf future -> "future" + future.payload().map(inner -> "<" + print(inner) + ">").orElse("");
            case TypeUse.StreamOf stream -> "stream" + stream.element().map(inner -> "<" + print(inner) + ">").orElse("");
        };
    }

    private static String result(TypeUse.ResultOf result) {
        if (result.error().isEmpty()) {
            return result.ok().map(ok -> "result<" + print(ok) + ">").orElse("result");
        }
        return "result<" + result.ok().map(WitPrinter::print).orElse("_") + ", " + print(result.error().get()) + ">";
    }

    private static String escaped(String name) {
        return Keywords.ALL.contains(name) ? "%" + name : name;
    }

    /// Each name of a package may be a keyword.
    private static String packagePath(String path) {
        var text = new StringBuilder();
        int start = 0;
        for (int at = 0; at <= path.length(); at++) {
            if (at == path.length() || path.charAt(at) == ':' || path.charAt(at) == '/') {
                text.append(escaped(path.substring(start, at))).append(at < path.length() ? path.substring(at, at + 1) : "");
                start = at + 1;
            }
        }
        return text.toString();
    }

    private static String packageName(PackageName name) {
        return packagePath(name.path()) + name.version().map(version -> "@" + version).orElse("");
    }

    private static String path(InterfacePath path) {
        return path.around().map(around -> packagePath(around.path()) + "/" + escaped(path.name())
                + around.version().map(version -> "@" + version).orElse("")).orElse(escaped(path.name()));
    }

    private void line(String text) {
        out.repeat(INDENT, text.isEmpty() ? 0 : depth).append(text).append('\n');
    }

    private void gap() {
        if (!out.isEmpty()) {
            out.append('\n');
        }
    }

    private void docs(String docs) {
        if (!docs.isEmpty()) {
            docs.lines().forEach(text -> line(text.isEmpty() ? "///" : "/// " + text));
        }
    }

    private void preface(Preface preface) {
        docs(preface.docs());
        preface.gates().forEach(gate -> line(switch (gate) {
            case Gate.Since(String version) -> "@since(version = " + version + ")";
            case Gate.Unstable(String feature) -> "@unstable(feature = " + escaped(feature) + ")";
            case Gate.Deprecated(String version) -> "@deprecated(version = " + version + ")";
        }));
        preface.externalId().ifPresent(id -> line("@external-id(" + quoted(id) + ")"));
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(each -> {
            if (each == '"' || each == '\\') {
                quoted.append('\\').appendCodePoint(each);
            } else if (each < ' ' || each >= 0x7F) {
                quoted.append("\\u{").append(Integer.toHexString(each)).append('}');
            } else {
                quoted.appendCodePoint(each);
            }
        });
        return quoted.append('"').toString();
    }

    private void open(String head) {
        line(head + " {");
        depth++;
    }

    private void close() {
        depth--;
        line("}");
    }

    private void topLevel(TopLevel item) {
        preface(item.preface());
        switch (item) {
            case TopLevel.Use use -> line("use " + path(use.path()) + use.alias().map(name -> " as " + escaped(name)).orElse("")
                    + ";");
            case TopLevel.Interface(_, String name, List<InterfaceItem> items) -> {
                open("interface " + escaped(name));
                interfaceItems(items);
                close();
            }
            case TopLevel.World(_, String name, List<WorldItem> items) -> {
                open("world " + escaped(name));
                items.forEach(this::worldItem);
                close();
            }
            case TopLevel.NestedPackage(_, PackageName name, List<TopLevel> items) -> {
                open("package " + packageName(name));
                items.forEach(this::topLevel);
                close();
            }
        }
    }

    private void interfaceItems(List<InterfaceItem> items) {
        for (InterfaceItem item : items) {
            switch (item) {
                case UseTypes use -> useTypes(use);
                case TypeDefinition type -> typeDefinition(type);
                case InterfaceItem.Function(Preface preface, String name, FunctionType type) -> {
                    preface(preface);
                    line(escaped(name) + ": " + function(type) + ";");
                }
            }
        }
    }

    private void worldItem(WorldItem item) {
        switch (item) {
            case UseTypes use -> useTypes(use);
            case TypeDefinition type -> typeDefinition(type);
            case WorldItem.Include(Preface preface, InterfacePath path, List<UseTypes.Name> names) -> {
                preface(preface);
                line("include " + path(path) + (names.isEmpty() ? ";" : " with { " + names(names) + " }"));
            }
            case WorldItem.Extern(Preface preface, WorldItem.Direction direction, WorldItem.ExternType type) -> {
                preface(preface);
                extern(direction.keyword() + " ", type);
            }
        }
    }

    private void extern(String direction, WorldItem.ExternType type) {
        switch (type) {
            case WorldItem.OfPath(InterfacePath path) -> line(direction + path(path) + ";");
            case WorldItem.OfNamedPath(String name, InterfacePath path) ->
                line(direction + escaped(name) + ": " + path(path) + ";");
            case WorldItem.OfFunction(String name, FunctionType function) ->
                line(direction + escaped(name) + ": " + function(function) + ";");
            case WorldItem.OfInterface(String name, List<InterfaceItem> items) -> {
                open(direction + escaped(name) + ": interface");
                interfaceItems(items);
                close();
            }
        }
    }

    private void useTypes(UseTypes use) {
        preface(use.preface());
        line("use " + path(use.path()) + ".{" + names(use.names()) + "};");
    }

    private static String names(List<UseTypes.Name> names) {
        return names.stream()
                .map(each -> escaped(each.name()) + each.alias().map(alias -> " as " + escaped(alias)).orElse(""))
                .collect(Collectors.joining(", "));
    }

    private void typeDefinition(TypeDefinition type) {
        preface(type.preface());
        String name = escaped(type.name());
        switch (type.body()) {
            case TypeDefinition.Alias(TypeUse use) -> line("type " + name + " = " + print(use) + ";");
            case TypeDefinition.Record(List<TypeDefinition.Field> fields) -> {
                open("record " + name);
                fields.forEach(field -> part(field.docs(), escaped(field.name()) + ": " + print(field.type())));
                close();
            }
            case TypeDefinition.Variant(List<TypeDefinition.Case> cases) -> {
                open("variant " + name);
                cases.forEach(each -> part(each.docs(),
                        escaped(each.name()) + each.payload().map(payload -> "(" + print(payload) + ")").orElse("")));
                close();
            }
            case TypeDefinition.Enum(List<TypeDefinition.Label> labels) -> labels("enum " + name, labels);
            case TypeDefinition.Flags(List<TypeDefinition.Label> labels) -> labels("flags " + name, labels);
            case TypeDefinition.Resource(List<TypeDefinition.Member> members) -> resource(name, members);
        }
    }

    private void labels(String head, List<TypeDefinition.Label> labels) {
        open(head);
        labels.forEach(label -> part(label.docs(), escaped(label.name())));
        close();
    }

    private void part(String docs, String text) {
        docs(docs);
        line(text + ",");
    }

    private void resource(String name, List<TypeDefinition.Member> members) {
        if (members.isEmpty()) {
            line("resource " + name + ";");
            return;
        }
        open("resource " + name);
        for (TypeDefinition.Member member : members) {
            preface(member.preface());
            line(switch (member) {
                case TypeDefinition.Constructor(_, FunctionType type) -> "constructor" + signature(type);
                case TypeDefinition.Method(_, String own, FunctionType type) -> escaped(own) + ": " + function(type);
                case TypeDefinition.Static(_, String own, FunctionType type) -> escaped(own) + ": static " + function(type);
            } + ";");
        }
        close();
    }

    private static String function(FunctionType type) {
        return (type.async() ? "async func" : "func") + signature(type);
    }

    private static String signature(FunctionType type) {
        return type.parameters().stream().map(each -> escaped(each.name()) + ": " + print(each.type()))
                .collect(Collectors.joining(", ", "(", ")")) + type.result().map(result -> " -> " + print(result)).orElse("");
    }
}
