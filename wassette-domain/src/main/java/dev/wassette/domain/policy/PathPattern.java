package dev.wassette.domain.policy;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/// Paths that a rule is about: names, of which one may have a `*` for any characters, or be `**` for any number of
/// names. Immutable.
///
/// - Without a `*`: that file or directory, and all that is below it.
/// - With `/**` at the end: the same for each directory before it.
/// - With another `*`: what has such a path, but nothing below it. A pattern of what is denied covers that, too.
final class PathPattern {
    private static final String ANY_NUMBER = "**";

    private final List<String> names;
    private final boolean covers;

    private PathPattern(List<String> names, boolean covers) {
        this.names = names;
        this.covers = covers;
    }

    /// How a pattern relates to a path.
    enum Match {
        /// neither the path nor anything below it
        NONE,
        /// not the path, but perhaps something below it
        BELOW,
        /// the path; perhaps something below it as well
        PATH,
        /// the path and everything below it
        TREE
    }

    /// {@return what a rule allows: names are equal or they are not}
    static PathPattern allowed(List<String> names) {
        List<String> tree = withoutTree(names);
        return new PathPattern(tree, tree.size() < names.size() || !hasWildcard(names));
    }

    /// {@return what a rule denies: the names of one file on a file system that ignores case, or the form of accents,
    /// are equal, on every file system; and what is below a denied directory is denied}
    static PathPattern denied(List<String> names) {
        return new PathPattern(folded(withoutTree(names)), true);
    }

    /// {@return the path as patterns of what is denied take it: made once, as it is matched with many of them}
    static List<String> folded(List<String> path) {
        return path.stream().map(PathPattern::fold).toList();
    }

    static boolean hasWildcard(List<String> names) {
        return names.stream().anyMatch(name -> name.indexOf('*') >= 0);
    }

    private static List<String> withoutTree(List<String> names) {
        return !names.isEmpty() && names.getLast().equals(ANY_NUMBER) ? withoutTree(names.subList(0, names.size() - 1))
                : List.copyOf(names);
    }

    /// Walks along the path and keeps the positions in the pattern that the names so far lead to.
    ///
    /// @param path for a pattern of what is denied as [#folded] makes it
    Match match(List<String> path) {
        boolean[] reached = skip(new boolean[names.size() + 1], 0);
        for (String name : path) {
            if (covers && reached[names.size()]) {
                return Match.TREE;
            }
            reached = step(reached, name);
        }
        if (reached[names.size()]) {
            return covers ? Match.TREE : Match.PATH;
        }
        return isAny(reached) ? Match.BELOW : Match.NONE;
    }

    private boolean[] step(boolean[] reached, String name) {
        boolean[] next = new boolean[reached.length];
        for (int i = 0; i < names.size(); i++) {
            if (reached[i] && names.get(i).equals(ANY_NUMBER)) {
                skip(next, i);
            } else if (reached[i] && matches(names.get(i), name)) {
                skip(next, i + 1);
            }
        }
        return next;
    }

    /// Marks a position and, as `**` may stand for no name at all, those behind it.
    private boolean[] skip(boolean[] reached, int position) {
        reached[position] = true;
        return position < names.size() && names.get(position).equals(ANY_NUMBER) ? skip(reached, position + 1) : reached;
    }

    private static boolean matches(String pattern, String name) {
        int star = pattern.indexOf('*');
        return star < 0 ? pattern.equals(name)
                : name.length() >= pattern.length() - 1 && name.startsWith(pattern.substring(0, star))
                        && name.endsWith(pattern.substring(star + 1));
    }

    private static boolean isAny(boolean[] reached) {
        for (boolean one : reached) {
            if (one) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAscii(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /// {@return the same text for all names that some file system takes for one: any case, composed or not, with
    /// characters that show nothing or without}
    private static String fold(String name) {
        if (isAscii(name)) {
            return name.toLowerCase(Locale.ROOT); // which is all that the rest does to it
        }
        String shown = name.codePoints().filter(each -> Character.getType(each) != Character.FORMAT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        String composed = Normalizer.normalize(shown, Normalizer.Form.NFKC);
        return Normalizer.normalize(composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
    }
}
