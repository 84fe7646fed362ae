package dev.wassette.domain.wit.text;

import dev.wassette.domain.wit.text.Token.Kind;
import dev.wassette.domain.wit.text.WorldItem.Direction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads a file in WIT. Names within an interface or a world are resolved; whether another interface has what a `use`
/// names is not looked at, as it may be in another file.
public final class WitParser {
    private final WitLexer lexer;
    private final TypeReader types;
    private Token token;
    private Token before;
    /// Where the names go that are read now.
    private WitScope scope;
    /// The package that is declared around what is read now.
    private Optional<PackageName> around = Optional.empty();

    private WitParser(WitLexer lexer) throws MalformedWit {
        this.lexer = lexer;
        this.types = new TypeReader(this);
        this.token = lexer.token(0);
        this.before = token;
        this.scope = new WitScope(lexer);
    }

    /// Reads a file.
    ///
    /// @throws MalformedWit when the text does not follow the grammar, or one of its rules
    public static WitFile parse(String text) throws MalformedWit {
        return new WitParser(new WitLexer(text)).file();
    }

    // Each method below reads what its production of the grammar describes.

    private WitFile file() throws MalformedWit {
        Optional<PackageName> declaration = Optional.empty();
        String docs = "";
        List<TopLevel> items = new ArrayList<>();
        if (token.is("package")) {
            docs = token.docs();
            advance();
            PackageName name = packageName();
            if (token.is("{")) {
                items.add(nestedPackage(Preface.docs(docs), name, 1));
                docs = "";
            } else {
                expect(";");
                declaration = Optional.of(name);
                around = declaration;
            }
        }
        items.addAll(items(0));
        if (token.kind() != Kind.END) {
            throw unexpected("'package', 'use', 'interface' or 'world'");
        }
        return new WitFile(docs, declaration, items);
    }

    private List<TopLevel> items(int depth) throws MalformedWit {
        List<TopLevel> items = new ArrayList<>();
        Set<String> names = new HashSet<>();
        while (token.kind() != Kind.END && !token.is("}")) {
            TopLevel item = item(depth);
            String name = switch (item) {
                case TopLevel.Interface(_, String own, _) -> own;
                case TopLevel.World(_, String own, _) -> own;
                case TopLevel.Use use -> use.alias().orElse(use.path().name());
                case TopLevel.NestedPackage(_, PackageName own, _) -> own.toString();
            };
            if (!names.add(name)) {
                throw lexer.error("the name '" + name + "' is defined twice", before.start());
            }
            items.add(item);
        }
        return items;
    }

    private TopLevel item(int depth) throws MalformedWit {
        Preface preface = preface();
        if (accept("use")) {
            InterfacePath path = path();
            Optional<String> alias = accept("as") ? Optional.of(name("a name").text()) : Optional.empty();
            expect(";");
            return new TopLevel.Use(preface, path, alias);
        }
        if (accept("interface")) {
            String name = name("the name of an interface").text();
            return new TopLevel.Interface(preface, name, interfaceItems());
        }
        if (accept("world")) {
            return world(preface);
        }
        if (accept("package")) {
            return nestedPackage(preface, packageName(), depth + 1);
        }
        throw unexpected("'package', 'use', 'interface' or 'world'");
    }

    private TopLevel nestedPackage(Preface preface, PackageName name, int depth) throws MalformedWit {
        if (depth > WitLimits.MAX_PACKAGE_DEPTH) {
            throw lexer.error("a package within a package holds no further packages", before.start());
        }
        Optional<PackageName> outer = around;
        around = Optional.of(name);
        expect("{");
        List<TopLevel> items = items(depth);
        expect("}");
        around = outer;
        return new TopLevel.NestedPackage(preface, name, items);
    }

    private PackageName packageName() throws MalformedWit {
        var path = new StringBuilder(name("the namespace of a package").text());
        expect(":");
        path.append(':').append(name("the name of a package").text());
        while (token.is(":") || token.is("/")) {
            path.append(token.text());
            advance();
            path.append(name("the name of a package").text());
        }
        return new PackageName(path.toString(), optionalVersion());
    }

    private Optional<String> optionalVersion() throws MalformedWit {
        if (!token.is("@")) {
            return Optional.empty();
        }
        return Optional.of(versionAt(token.end()));
    }

    private String versionAt(int offset) throws MalformedWit {
        Token found = lexer.version(offset)
                .orElseThrow(() -> lexer.error("expected a semantic version such as 1.0.0", offset));
        before = found;
        token = lexer.token(found.end());
        return found.text();
    }

    /// A name alone, or one with its package before it.
    private InterfacePath path() throws MalformedWit {
        Token first = name("the name of an interface");
        return token.is(":") ? qualified(first) : new InterfacePath(Optional.empty(), first.text());
    }

    private InterfacePath qualified(Token first) throws MalformedWit {
        var around = new StringBuilder(first.text());
        while (accept(":")) {
            around.append(':').append(name("the name of a package").text());
        }
        expect("/");
        String last = name("the name of an interface").text();
        while (accept("/")) {
            around.append('/').append(last);
            last = name("the name of an interface").text();
        }
        return new InterfacePath(Optional.of(new PackageName(around.toString(), optionalVersion())), last);
    }

    private Preface preface() throws MalformedWit {
        String docs = token.docs();
        List<Gate> gates = new ArrayList<>();
        Optional<String> externalId = Optional.empty();
        int start = token.start();
        while (token.is("@")) {
            Token at = token;
            advance();
            Token word = name("the name of a gate");
            expect("(");
            switch (word.text()) {
                case "since" -> gates.add(new Gate.Since(versionField()));
                case "deprecated" -> gates.add(new Gate.Deprecated(versionField()));
                case "unstable" -> gates.add(new Gate.Unstable(feature()));
                case "external-id" -> externalId = Optional.of(string());
                default -> throw lexer.error("there is no gate '@" + word.text()
                        + "'; there are @since, @unstable and @deprecated", at.start());
            }
            expect(")");
        }
        check(gates, start);
        return new Preface(docs, gates, externalId);
    }

    private void check(List<Gate> gates, int offset) throws MalformedWit {
        boolean since = gates.stream().anyMatch(Gate.Since.class::isInstance);
        boolean unstable = gates.stream().anyMatch(Gate.Unstable.class::isInstance);
        if (since && unstable) {
            throw lexer.error("either @since or @unstable can stand before an item, not both", offset);
        }
        if (!gates.isEmpty() && around.isPresent() && around.get().version().isEmpty()) {
            throw lexer.error("the package " + around.get() + " needs a version, because it has gates", offset);
        }
        if (!gates.isEmpty() && !since && !unstable) {
            throw lexer.error("@deprecated needs a @since or an @unstable beside it", offset);
        }
    }

    private String versionField() throws MalformedWit {
        expect("version");
        if (!token.is("=")) {
            throw unexpected("'='");
        }
        Token next = lexer.token(token.end());
        return versionAt(next.start());
    }

    private String feature() throws MalformedWit {
        expect("feature");
        expect("=");
        return name("the name of a feature").text();
    }

    private String string() throws MalformedWit {
        if (token.kind() != Kind.STRING) {
            throw unexpected("a string");
        }
        advance();
        return before.text();
    }

    private TopLevel world(Preface preface) throws MalformedWit {
        String name = name("the name of a world").text();
        WitScope outer = scope;
        scope = new WitScope(lexer);
        expect("{");
        List<WorldItem> items = new ArrayList<>();
        Set<String> crossing = new HashSet<>();
        while (!accept("}")) {
            items.add(worldItem(crossing));
        }
        scope.close();
        scope = outer;
        return new TopLevel.World(preface, name, items);
    }

    /// @param crossing the names that are imported and exported so far, each with its direction
    private WorldItem worldItem(Set<String> crossing) throws MalformedWit {
        Preface preface = preface();
        if (accept("import")) {
            return extern(preface, Direction.IMPORT, crossing);
        }
        if (accept("export")) {
            return extern(preface, Direction.EXPORT, crossing);
        }
        if (accept("include")) {
            return include(preface);
        }
        if (accept("use")) {
            return useTypes(preface);
        }
        return typeDefinition(preface)
                .orElseThrow(() -> unexpected("'import', 'export', 'include', 'use' or the definition of a type"));
    }

    private WorldItem.Extern extern(Preface preface, Direction direction, Set<String> crossing) throws MalformedWit {
        int start = token.start();
        WorldItem.ExternType type = externType();
        String name = switch (type) {
            case WorldItem.OfPath(InterfacePath path) -> path.toString();
            case WorldItem.OfNamedPath(String own, _) -> own;
            case WorldItem.OfFunction(String own, _) -> own;
            case WorldItem.OfInterface(String own, _) -> own;
        };
        if (!crossing.add(direction.keyword() + " " + name)) {
            throw lexer.error("there are two of '" + direction.keyword() + " " + name + "'", start);
        }
        return new WorldItem.Extern(preface, direction, type);
    }

    /// `a:b/c` is a path, `a: b` is a name and what it stands for: the space tells them apart.
    private WorldItem.ExternType externType() throws MalformedWit {
        Token first = name("the name of an interface or a function");
        if (!token.is(":")) {
            expect(";");
            return new WorldItem.OfPath(new InterfacePath(Optional.empty(), first.text()));
        }
        Token colon = token;
        Token behind = lexer.token(colon.end());
        if (behind.is("interface")) {
            advance();
            advance();
            return new WorldItem.OfInterface(first.text(), interfaceItems());
        }
        if (behind.is("func") || behind.is("async")) {
            advance();
            FunctionType type = functionType();
            expect(";");
            return new WorldItem.OfFunction(first.text(), type);
        }
        boolean joined = colon.start() == first.end() && behind.start() == colon.end();
        if (!joined) {
            advance();
        }
        InterfacePath path = joined ? qualified(first) : path();
        expect(";");
        return joined ? new WorldItem.OfPath(path) : new WorldItem.OfNamedPath(first.text(), path);
    }

    private WorldItem.Include include(Preface preface) throws MalformedWit {
        InterfacePath path = path();
        if (!accept("with")) {
            expect(";");
            return new WorldItem.Include(preface, path, List.of());
        }
        expect("{");
        List<UseTypes.Name> names = new ArrayList<>();
        while (!accept("}")) {
            String name = name("a name").text();
            expect("as");
            names.add(new UseTypes.Name(name, Optional.of(name("a name").text())));
            separator("}");
        }
        accept(";");
        return new WorldItem.Include(preface, path, names);
    }

    private UseTypes useTypes(Preface preface) throws MalformedWit {
        InterfacePath path = path();
        expect(".");
        expect("{");
        List<UseTypes.Name> names = new ArrayList<>();
        while (names.isEmpty() || !accept("}")) {
            Token name = name("the name of a type");
            Optional<Token> alias = accept("as") ? Optional.of(name("a name")) : Optional.empty();
            scope.beginType(alias.orElse(name));
            scope.endType();
            names.add(new UseTypes.Name(name.text(), alias.map(Token::text)));
            separator("}");
        }
        expect(";");
        return new UseTypes(preface, path, names);
    }

    private List<InterfaceItem> interfaceItems() throws MalformedWit {
        WitScope outer = scope;
        scope = new WitScope(lexer);
        expect("{");
        List<InterfaceItem> items = new ArrayList<>();
        while (!accept("}")) {
            items.add(interfaceItem());
        }
        scope.close();
        scope = outer;
        return items;
    }

    private InterfaceItem interfaceItem() throws MalformedWit {
        Preface preface = preface();
        if (accept("use")) {
            return useTypes(preface);
        }
        Optional<TypeDefinition> type = typeDefinition(preface);
        if (type.isPresent()) {
            return type.get();
        }
        Token name = name("a function, a type or '}'");
        scope.defineFunction(name);
        expect(":");
        FunctionType function = functionType();
        expect(";");
        return new InterfaceItem.Function(preface, name.text(), function);
    }

    private Optional<TypeDefinition> typeDefinition(Preface preface) throws MalformedWit {
        if (token.kind() != Kind.WORD || !Set.of("type", "record", "variant", "enum", "flags", "resource").contains(token.text())) {
            return Optional.empty();
        }
        String keyword = token.text();
        advance();
        Token name = name("the name of a type");
        scope.beginType(name);
        TypeDefinition.Body body = switch (keyword) {
            case "type" -> alias();
            case "record" -> new TypeDefinition.Record(fields());
            case "variant" -> new TypeDefinition.Variant(cases());
            case "enum" -> new TypeDefinition.Enum(labels("enum"));
            case "flags" -> new TypeDefinition.Flags(labels("flags"));
            default -> resource();
        };
        scope.endType();
        return Optional.of(new TypeDefinition(preface, name.text(), body));
    }

    private TypeDefinition.Body alias() throws MalformedWit {
        expect("=");
        TypeUse type = types.type();
        expect(";");
        return new TypeDefinition.Alias(type);
    }

    private List<TypeDefinition.Field> fields() throws MalformedWit {
        expect("{");
        List<TypeDefinition.Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        while (!accept("}")) {
            String docs = token.docs();
            String name = distinct(name("the name of a field"), names);
            expect(":");
            fields.add(new TypeDefinition.Field(docs, name, types.type()));
            separator("}");
        }
        return fields;
    }

    private List<TypeDefinition.Case> cases() throws MalformedWit {
        expect("{");
        List<TypeDefinition.Case> cases = new ArrayList<>();
        Set<String> names = new HashSet<>();
        while (!accept("}") || isEmpty(cases, "variant")) {
            String docs = token.docs();
            String name = distinct(name("the name of a case"), names);
            Optional<TypeUse> payload = Optional.empty();
            if (accept("(")) {
                payload = Optional.of(types.type());
                expect(")");
            }
            cases.add(new TypeDefinition.Case(docs, name, payload));
            separator("}");
        }
        return cases;
    }

    private List<TypeDefinition.Label> labels(String kind) throws MalformedWit {
        expect("{");
        List<TypeDefinition.Label> labels = new ArrayList<>();
        Set<String> names = new HashSet<>();
        while (!accept("}") || kind.equals("enum") && isEmpty(labels, kind)) {
            String docs = token.docs();
            labels.add(new TypeDefinition.Label(docs, distinct(name("a name"), names)));
            separator("}");
        }
        return labels;
    }

    private boolean isEmpty(List<?> parts, String kind) throws MalformedWit {
        if (parts.isEmpty()) {
            throw lexer.error("this " + kind + " has no cases", before.start());
        }
        return false;
    }

    private TypeDefinition.Body resource() throws MalformedWit {
        List<TypeDefinition.Member> members = new ArrayList<>();
        if (accept(";")) {
            return new TypeDefinition.Resource(members);
        }
        scope.beginMembers();
        expect("{");
        Set<String> names = new HashSet<>();
        while (!accept("}")) {
            members.add(member(names));
        }
        return new TypeDefinition.Resource(members);
    }

    private TypeDefinition.Member member(Set<String> names) throws MalformedWit {
        Preface preface = preface();
        if (token.is("constructor")) {
            distinct(token, names);
            advance();
            FunctionType type = signature(false);
            expect(";");
            return new TypeDefinition.Constructor(preface, type);
        }
        String name = distinct(name("a function of the resource"), names);
        expect(":");
        boolean isStatic = accept("static");
        FunctionType type = functionType();
        expect(";");
        return isStatic ? new TypeDefinition.Static(preface, name, type) : new TypeDefinition.Method(preface, name, type);
    }

    private String distinct(Token name, Set<String> names) throws MalformedWit {
        if (!names.add(name.text())) {
            throw lexer.error("the name '" + name.text() + "' is there twice", name.start());
        }
        return name.text();
    }

    private FunctionType functionType() throws MalformedWit {
        boolean async = accept("async");
        expect("func");
        return signature(async);
    }

    private FunctionType signature(boolean async) throws MalformedWit {
        expect("(");
        List<FunctionType.Parameter> parameters = new ArrayList<>();
        Set<String> names = new HashSet<>();
        while (!accept(")")) {
            String name = distinct(name("the name of a parameter"), names);
            expect(":");
            parameters.add(new FunctionType.Parameter(name, types.type()));
            separator(")");
        }
        return new FunctionType(async, parameters, accept("->") ? Optional.of(types.type()) : Optional.empty());
    }

    /// A comma, which may also stand before the end.
    void separator(String end) throws MalformedWit {
        if (!accept(",") && !token.is(end)) {
            throw unexpected("',' or '" + end + "'");
        }
    }

    Token token() {
        return token;
    }

    WitScope scope() {
        return scope;
    }

    void advance() throws MalformedWit {
        before = token;
        token = lexer.token(token.end());
    }

    /// Goes over a word or an operator, if it is this one.
    boolean accept(String word) throws MalformedWit {
        boolean found = token.is(word);
        if (found) {
            advance();
        }
        return found;
    }

    void expect(String word) throws MalformedWit {
        if (!accept(word)) {
            throw unexpected("'" + word + "'");
        }
    }

    /// Reads a name that is no keyword, or one behind a `%`.
    Token name(String what) throws MalformedWit {
        if (token.kind() != Kind.WORD && token.kind() != Kind.ESCAPED) {
            throw unexpected(what);
        }
        if (token.kind() == Kind.WORD && Keywords.ALL.contains(token.text())) {
            throw lexer.error("expected " + what + ", found the keyword '" + token.text() + "'; write '%" + token.text()
                    + "' for a name", token.start());
        }
        if (!Keywords.NAME.matcher(token.text()).matches()) {
            throw lexer.error("'" + token.text() + "' is not in kebab case", token.start());
        }
        advance();
        return before;
    }

    MalformedWit unexpected(String wanted) {
        return lexer.error("expected " + wanted + ", found " + token.shown(), token.start());
    }

    MalformedWit error(String message, Token at) {
        return lexer.error(message, at.start());
    }
}
