package dev.wassette.domain.wit.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WitParserTest {

    private static InterfaceItem only(String item) throws MalformedWit {
        WitFile file = WitParser.parse("interface i { resource r; type t = u8; " + item + " }");
        List<InterfaceItem> items = ((TopLevel.Interface) file.items().getFirst()).items();
        assertEquals(3, items.size());
        return items.getLast();
    }

    private static TypeUse type(String text) throws MalformedWit {
        return ((TypeDefinition.Alias) ((TypeDefinition) only("type x = " + text + ";")).body()).type();
    }

    static List<Arguments> types() {
        TypeUse u8 = new TypeUse.Primitive("u8");
        TypeUse t = new TypeUse.Named("t");
        return List.of(
                Arguments.of("u8", u8),
                Arguments.of("t", t),
                Arguments.of("%t", t),
                Arguments.of("own<r>", new TypeUse.Named("r")),
                Arguments.of("borrow<r>", new TypeUse.Borrow("r")),
                Arguments.of("list<t>", new TypeUse.ListOf(t, OptionalInt.empty())),
                Arguments.of("list<u8, 4>", new TypeUse.ListOf(u8, OptionalInt.of(4))),
                Arguments.of("tuple<u8, t,>", new TypeUse.TupleOf(List.of(u8, t))),
                Arguments.of("option<option<t>>", new TypeUse.OptionOf(new TypeUse.OptionOf(t))),
                Arguments.of("result", new TypeUse.ResultOf(Optional.empty(), Optional.empty())),
                Arguments.of("result<t>", new TypeUse.ResultOf(Optional.of(t), Optional.empty())),
                Arguments.of("result<_, t>", new TypeUse.ResultOf(Optional.empty(), Optional.of(t))),
                Arguments.of("result<u8, t>", new TypeUse.ResultOf(Optional.of(u8), Optional.of(t))),
                Arguments.of("map<u8, t>", new TypeUse.MapOf(u8, t)),
                Arguments.of("future", new TypeUse.FutureOf(Optional.empty())),
                Arguments.of("future<t>", new TypeUse.FutureOf(Optional.of(t))),
                Arguments.of("stream", new TypeUse.StreamOf(Optional.empty())),
                Arguments.of("stream<u8>", new TypeUse.StreamOf(Optional.of(u8))));
    }

    @ParameterizedTest
    @MethodSource("types")
    void readsTypes(String text, TypeUse type) throws MalformedWit {
        assertEquals(type, type(text));
    }

    @Test
    void readsDocumentationOfEveryKind() throws MalformedWit {
        var definition = (TypeDefinition) only("""
                /* not this */
                /// The first line,
                ///
                ///   and a third one.
                /**
                 * A block.
                 */
                // nor this
                record person {
                    /// What to call them.
                    name: string,
                    /** Years. */ age: u32
                }
                """);
        assertEquals("The first line,\n\n  and a third one.\nA block.", definition.preface().docs());
        var fields = ((TypeDefinition.Record) definition.body()).fields();
        assertEquals(List.of("What to call them.", "Years."), fields.stream().map(TypeDefinition.Field::docs).toList());
    }

    @Test
    void readsGates() throws MalformedWit {
        WitFile file = WitParser.parse("""
                package a:b@1.2.3-rc.1+build.5;
                /// Here.
                @since(version = 1.0.0)
                @deprecated(version = 1.2.0-rc.1)
                interface i {
                  @unstable(feature = new-things)
                  f: func();
                  @since(version = 1.2.0) @external-id("a \\"name\\" \\u{2603}")
                  g: async func(a: u8,) -> option<u8>;
                }
                """);
        assertEquals("a:b@1.2.3-rc.1+build.5", file.declaration().orElseThrow().toString());
        var found = (TopLevel.Interface) file.items().getFirst();
        assertEquals(new Preface("Here.", List.of(new Gate.Since("1.0.0"), new Gate.Deprecated("1.2.0-rc.1")),
                Optional.empty()), found.preface());
        assertEquals(List.of(new Gate.Unstable("new-things")), found.items().getFirst().preface().gates());
        assertEquals(Optional.of("a \"name\" \u2603"), found.items().getLast().preface().externalId());
    }

    @Test
    void readsWorlds() throws MalformedWit {
        WitFile file = WitParser.parse("""
                package local:demo;
                use wasi:io/streams@0.2.0-draft as io;
                world w {
                  import wasi:clocks/wall-clock@0.2.3;
                  import io;
                  import primary: io;
                  import secondary: wasi:keyvalue/store;
                  use wasi:io/streams@0.2.0.{input-stream, output-stream as out};
                  export run: func(%list: list<u8>) -> result<_, string>;
                  export thing: interface { f: func(); }
                  include other with { a as b, c as d }
                  include wasi:io/imports@0.2.12;
                }
                """);
        var world = (TopLevel.World) file.items().getLast();
        assertEquals(List.of("import wasi:clocks/wall-clock@0.2.3;", "import io;", "import primary: io;",
                "import secondary: wasi:keyvalue/store;", "use wasi:io/streams@0.2.0.{input-stream, output-stream as out};",
                "export run: func(%list: list<u8>) -> result<_, string>;", "export thing: interface {", "f: func();", "}",
                "include other with { a as b, c as d }", "include wasi:io/imports@0.2.12;"),
                WitPrinter.print(file).lines().dropWhile(line -> !line.startsWith("world")).skip(1)
                        .map(String::strip).limit(world.items().size() + 2).toList());
    }

    @Test
    void readsResourcesAndNestedPackages() throws MalformedWit {
        String text = """
                package a:outer {
                  interface blobs {
                    /// Bytes.
                    resource blob {
                      constructor(init: list<u8>) -> result<blob>;
                      /// Writes.
                      write: func(bytes: list<u8>);
                      merge: static async func(lhs: borrow<blob>, rhs: blob) -> blob;
                    }
                    resource empty;
                  }
                }
                """;
        WitFile file = WitParser.parse(text);
        assertEquals(text, WitPrinter.print(file));
        assertEquals(file, WitParser.parse(WitPrinter.print(file)));
    }

    static List<Arguments> mistakes() {
        return List.of(
                Arguments.of("interface i {\n  f: func(\n}", "line 3, column 1: expected the name of a parameter, found '}'"),
                Arguments.of("interface i { f: func(a: list); }", "line 1, column 30: expected '<', found ')'"),
                Arguments.of("interface i { type t = bar; }", "line 1, column 24: there is no type 'bar' here"),
                Arguments.of("interface i { f: func() -> bar; }", "line 1, column 28: there is no type 'bar' here"),
                Arguments.of("interface i { type t = t; }", "line 1, column 24: the type 't' contains itself"),
                Arguments.of("interface i { record a { b: b }\n record b { a: option<a> } }",
                        "line 2, column 23: the type 'a' contains itself"),
                Arguments.of("interface i { type a = u8; a: func(); }", "line 1, column 28: the name 'a' is defined twice"),
                Arguments.of("interface i {} interface i {}", "line 1, column 29: the name 'i' is defined twice"),
                Arguments.of("interface i { record r { a: u8, a: u8 } }", "line 1, column 33: the name 'a' is there twice"),
                Arguments.of("interface i { variant v {} }", "line 1, column 26: this variant has no cases"),
                Arguments.of("interface i { use a:b/c.{}; }", "line 1, column 26: expected the name of a type, found '}'"),
                Arguments.of("interface list {}", "line 1, column 11: expected the name of an interface, found the keyword "
                        + "'list'; write '%list' for a name"),
                Arguments.of("interface Foo {}", "line 1, column 11: 'Foo' is not in kebab case"),
                Arguments.of("interface i {", "line 1, column 14: expected a function, a type or '}', found the end of the file"),
                Arguments.of("}", "line 1, column 1: expected 'package', 'use', 'interface' or 'world', found '}'"),
                Arguments.of("package a:b@1.0;", "line 1, column 13: expected a semantic version such as 1.0.0"),
                Arguments.of("package a:b;\n@since(version = 1.0.0) interface i {}",
                        "line 2, column 1: the package a:b needs a version, because it has gates"),
                Arguments.of("@since(version = 1.0.0) @unstable(feature = f) interface i {}",
                        "line 1, column 1: either @since or @unstable can stand before an item, not both"),
                Arguments.of("@deprecated(version = 1.0.0) interface i {}",
                        "line 1, column 1: @deprecated needs a @since or an @unstable beside it"),
                Arguments.of("@later(version = 1.0.0) interface i {}",
                        "line 1, column 1: there is no gate '@later'; there are @since, @unstable and @deprecated"),
                Arguments.of("world w { import a:b; }", "line 1, column 21: expected '/', found ';'"),
                Arguments.of("world w { export a; export a; }", "line 1, column 28: there are two of 'export a'"),
                Arguments.of("/* /* */", "line 1, column 1: this comment has no end"),
                Arguments.of("interface i { #", "line 1, column 15: unexpected character '#'"),
                Arguments.of("// \u202e", "line 1, column 4: the character U+202E is not allowed, because text with it is "
                        + "not what it looks like"),
                Arguments.of("interface i { type m = map<f32, u8>; }", "line 1, column 28: expected the key of a map: a number "
                        + "without a point, 'char', 'bool' or 'string', found 'f32'"),
                Arguments.of("package a:b { package c:d { package e:f { } } }",
                        "line 1, column 25: a package within a package holds no further packages"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void saysWhatIsWrongAndWhere(String text, String message) {
        assertEquals(message, assertThrows(MalformedWit.class, () -> WitParser.parse(text)).getMessage());
    }

    @Test
    void boundsDepthAndLength() throws MalformedWit {
        assertEquals(true, type("list<".repeat(99) + "u8" + ">".repeat(99)) instanceof TypeUse.ListOf);
        assertEquals("types lie more than 100 deep in each other", message("interface i { type t = " + "list<".repeat(500_000)));
        assertEquals("the file has 4194305 characters, at most 4194304 are read", message(" ".repeat((4 << 20) + 1)));
        WitParser.parse("/*".repeat(1_000_000) + "*/".repeat(1_000_000));
    }

    @Test
    void walksLongChainsOfTypes() throws MalformedWit {
        String chain = Stream.iterate(0, each -> each + 1).limit(50_000)
                .map(each -> "type t" + each + " = t" + (each + 1) + ";").collect(java.util.stream.Collectors.joining());
        WitParser.parse("interface i {" + chain + "type t50000 = u8; }");
    }

    private static String message(String text) {
        String message = assertThrows(MalformedWit.class, () -> WitParser.parse(text)).getMessage();
        return message.substring(message.indexOf(": ") + 2);
    }
}
