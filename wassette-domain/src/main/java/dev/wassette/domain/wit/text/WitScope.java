package dev.wassette.domain.wit.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The names of one interface or world while it is read (WIT, "Name resolution"). Names may be used before they are
/// defined; each is defined once; no type contains itself.
final class WitScope {
    private final WitLexer lexer;
    /// The definitions, with what each refers to.
    private final Map<String, List<Reference>> types = new LinkedHashMap<>();
    private final Set<String> functions = new HashSet<>();
    private final List<Reference> elsewhere = new ArrayList<>();
    /// Where references go that are read now.
    private List<Reference> current = elsewhere;

    private record Reference(String name, int offset) {}

    WitScope(WitLexer lexer) {
        this.lexer = lexer;
    }

    /// Begins the definition of a type: what is referred to until [#endType] is part of it.
    void beginType(Token name) throws MalformedWit {
        defineOnce(name);
        current = new ArrayList<>();
        types.put(name.text(), current);
    }

    void endType() {
        current = elsewhere;
    }

    /// Ends what counts for recursion: functions of a resource may name what they like.
    void beginMembers() {
        current = elsewhere;
    }

    void defineFunction(Token name) throws MalformedWit {
        defineOnce(name);
        functions.add(name.text());
    }

    private void defineOnce(Token name) throws MalformedWit {
        if (types.containsKey(name.text()) || functions.contains(name.text())) {
            throw lexer.error("the name '" + name.text() + "' is defined twice", name.start());
        }
    }

    void refer(Token name) {
        current.add(new Reference(name.text(), name.start()));
    }

    /// Checks all references, at the end of the interface or world.
    void close() throws MalformedWit {
        for (Reference reference : elsewhere) {
            check(reference);
        }
        Map<String, Boolean> done = new HashMap<>();
        for (String name : types.keySet()) {
            walk(name, done);
        }
    }

    private void check(Reference reference) throws MalformedWit {
        if (!types.containsKey(reference.name())) {
            throw lexer.error("there is no type '" + reference.name() + "' here", reference.offset());
        }
    }

    /// A step of the walk: what is left to look at of one type.
    private record Step(String name, List<Reference> references, int[] next) {}

    /// With a stack of its own: the depth is up to the author of the text.
    ///
    /// @param done false while a type is on the way, true when all of it has been looked at
    private void walk(String start, Map<String, Boolean> done) throws MalformedWit {
        if (done.containsKey(start)) {
            return;
        }
        List<Step> path = new ArrayList<>();
        path.add(step(start, done));
        while (!path.isEmpty()) {
            Step top = path.getLast();
            if (top.next[0] == top.references.size()) {
                done.put(top.name, true);
                path.removeLast();
                continue;
            }
            Reference reference = top.references.get(top.next[0]++);
            check(reference);
            Boolean state = done.get(reference.name());
            if (state == null) {
                path.add(step(reference.name(), done));
            } else if (!state) {
                throw lexer.error("the type '" + reference.name() + "' contains itself", reference.offset());
            }
        }
    }

    private Step step(String name, Map<String, Boolean> done) {
        done.put(name, false);
        return new Step(name, types.get(name), new int[1]);
    }
}
