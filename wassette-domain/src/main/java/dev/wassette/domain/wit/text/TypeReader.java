package dev.wassette.domain.wit.text;

import dev.wassette.domain.wit.text.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads types as they are used (WIT, `ty`).
final class TypeReader {
    private final WitParser in;
    private int depth;

    TypeReader(WitParser in) {
        this.in = in;
    }

    TypeUse type() throws MalformedWit {
        if (++depth > WitLimits.MAX_TYPE_DEPTH) {
            throw in.error("types lie more than " + WitLimits.MAX_TYPE_DEPTH + " deep in each other", in.token());
        }
        TypeUse type = keyword().isPresent() ? known() : named();
        depth--;
        return type;
    }

    private Optional<String> keyword() {
        Token token = in.token();
        return token.kind() == Kind.WORD && Keywords.ALL.contains(token.text()) ? Optional.of(token.text()) : Optional.empty();
    }

    private TypeUse named() throws MalformedWit {
        Token name = in.name("a type");
        in.scope().refer(name);
        return new TypeUse.Named(name.text());
    }

    private TypeUse known() throws MalformedWit {
        Token word = in.token();
        if (Keywords.PRIMITIVES.contains(word.text())) {
            in.advance();
            return new TypeUse.Primitive(word.text());
        }
        return switch (word.text()) {
            case "list" -> list();
            case "tuple" -> tuple();
            case "option" -> new TypeUse.OptionOf(only());
            case "result" -> result();
            case "map" -> map();
            case "borrow" -> new TypeUse.Borrow(resource());
            case "own" -> new TypeUse.Named(resource());
            case "future" -> new TypeUse.FutureOf(maybe());
            case "stream" -> new TypeUse.StreamOf(maybe());
            default -> throw in.unexpected("a type");
        };
    }

    /// {@return the type between the brackets behind the current word}
    private TypeUse only() throws MalformedWit {
        in.advance();
        in.expect("<");
        TypeUse type = type();
        in.expect(">");
        return type;
    }

    private Optional<TypeUse> maybe() throws MalformedWit {
        in.advance();
        if (!in.accept("<")) {
            return Optional.empty();
        }
        TypeUse type = type();
        in.expect(">");
        return Optional.of(type);
    }

    private TypeUse list() throws MalformedWit {
        in.advance();
        in.expect("<");
        TypeUse element = type();
        OptionalInt length = in.accept(",") ? OptionalInt.of(length()) : OptionalInt.empty();
        in.expect(">");
        return new TypeUse.ListOf(element, length);
    }

    private int length() throws MalformedWit {
        Token number = in.token();
        if (number.kind() != Kind.NUMBER || !number.text().matches("[1-9][0-9]{0,8}")) {
            throw in.unexpected("a length from 1 to 999999999");
        }
        in.advance();
        return Integer.parseInt(number.text());
    }

    private TypeUse tuple() throws MalformedWit {
        in.advance();
        in.expect("<");
        List<TypeUse> elements = new ArrayList<>();
        do {
            elements.add(type());
            in.separator(">");
        } while (!in.accept(">"));
        return new TypeUse.TupleOf(elements);
    }

    private TypeUse result() throws MalformedWit {
        in.advance();
        if (!in.accept("<")) {
            return new TypeUse.ResultOf(Optional.empty(), Optional.empty());
        }
        Optional<TypeUse> ok = in.accept("_") ? Optional.empty() : Optional.of(type());
        Optional<TypeUse> error = Optional.empty();
        if (ok.isEmpty()) {
            in.expect(",");
            error = Optional.of(type());
        } else if (in.accept(",")) {
            error = Optional.of(type());
        }
        in.expect(">");
        return new TypeUse.ResultOf(ok, error);
    }

    private TypeUse map() throws MalformedWit {
        in.advance();
        in.expect("<");
        Token key = in.token();
        if (key.kind() != Kind.WORD || !Keywords.KEYS.contains(key.text())) {
            throw in.unexpected("the key of a map: a number without a point, 'char', 'bool' or 'string'");
        }
        in.advance();
        in.expect(",");
        TypeUse value = type();
        in.expect(">");
        return new TypeUse.MapOf(new TypeUse.Primitive(key.text()), value);
    }

    private String resource() throws MalformedWit {
        in.advance();
        in.expect("<");
        Token name = in.name("the name of a resource");
        in.scope().refer(name);
        in.expect(">");
        return name.text();
    }
}
