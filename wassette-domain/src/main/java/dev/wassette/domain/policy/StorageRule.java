package dev.wassette.domain.policy;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Files of the host that a rule is about.
///
/// - `/data/in`: that file, or that directory with all that is below it;
/// - `/data/**`: the directory `/data` with all that is below it;
/// - `/data/*`, `/data/*.csv`, `/data/*/out`: what has such a path, but nothing below it. A `*` stands for any
///   characters of one name, `**` for any number of names.
///
/// A rule that denies covers what is below a match in each of these forms, and takes names for equal that some file
/// system takes for equal.
///
/// @param path the absolute path on the host, without `.` and `..`; its names may have one `*` each
/// @param guestPath under which the guest sees it, with the same pattern at its end
/// @param access what the rule allows or denies; not empty
public record StorageRule(String path, String guestPath, Set<Access> access) {
    public StorageRule {
        Objects.requireNonNull(guestPath);
        access = Set.copyOf(access);
        if (access.isEmpty()) {
            throw new IllegalArgumentException("a rule is about some access");
        }
        if (!path.startsWith("/") || path.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the path of a rule is absolute, found " + path);
        }
        for (String name : StorageDecisions.names(path)) {
            checkName(name, path);
        }
    }

    private static void checkName(String name, String path) {
        if (name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException("the path of a rule has no . and .. in it, found " + path);
        }
        if (name.indexOf('*') != name.lastIndexOf('*') && !name.equals("**")) {
            throw new IllegalArgumentException("a name in the path of a rule has one * at most, found " + path);
        }
    }

    /// {@return the names of the path}
    public List<String> names() {
        return StorageDecisions.names(path);
    }

    /// {@return whether the rule is about one file or directory by its name}
    public boolean isLiteral() {
        return path.indexOf('*') < 0;
    }

    /// {@return the names of the directory that holds all that the rule is about; for a literal rule the file or
    /// directory itself}
    public List<String> base() {
        return beforePattern(names());
    }

    /// {@return what the guest calls the base: absolute if the guest path is, and never empty}
    public String guestBase() {
        return guestPath(beforePattern(StorageDecisions.names(guestPath)));
    }

    /// {@return what the guest calls the directory in which the base is}
    public String guestParent() {
        List<String> names = beforePattern(StorageDecisions.names(guestPath));
        return guestPath(names.subList(0, Math.max(0, names.size() - 1)));
    }

    private String guestPath(List<String> names) {
        if (guestPath.startsWith("/")) {
            return "/" + String.join("/", names);
        }
        return names.isEmpty() ? "." : String.join("/", names);
    }

    private static List<String> beforePattern(List<String> names) {
        return names.stream().takeWhile(name -> name.indexOf('*') < 0).toList();
    }
}
