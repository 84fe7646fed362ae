package dev.wassette.domain.policy;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Files that a component may touch, or may not.
///
/// The forms of the URI: `fs:///srv/data` (that file, or that directory with all that is below it), `fs:///srv/data/**`
/// (the directory with all that is below it), `fs:///srv/*.csv` (one `*` in each name). Without the third slash the
/// path is relative to the folder of the components. Characters stand for themselves; there is no escape.
///
/// @param uri as it was written
/// @param access not empty
public record StoragePermission(String uri, Set<Access> access) implements DeniablePermission {
    private static final String SCHEME = "fs://";

    public StoragePermission {
        if (uri.isBlank()) {
            throw new InvalidPermission("Storage URI can't be empty");
        }
        if (uri.contains("***")) {
            throw new InvalidPermission("Too many wildcards in: " + uri);
        }
        if (!uri.startsWith(SCHEME)) {
            throw new InvalidPermission("Storage URI must start with fs://, such as fs:///tmp/data or fs://workspace: "
                    + uri);
        }
        names(uri).forEach(name -> checkName(name, uri));
        Objects.requireNonNull(access);
        if (access.isEmpty()) {
            throw new InvalidPermission("Storage needs some access permissions");
        }
        access = Set.copyOf(access);
    }

    private static void checkName(String name, String uri) {
        if (name.contains("**") && !name.equals("**")) {
            throw new InvalidPermission("Wildcard ** needs to be its own path segment in: " + uri);
        }
        if (!name.equals("**") && name.indexOf('*') != name.lastIndexOf('*')) {
            throw new InvalidPermission("Multiple * in path segment '" + name + "' - that's weird");
        }
        if (name.equals("..")) {
            throw new InvalidPermission("Storage URI can't lead upwards by '..': " + uri);
        }
        if (name.indexOf('\0') >= 0) {
            throw new InvalidPermission("Storage URI has a character that no path can have");
        }
    }

    /// {@return the names of the path, without empty ones and `.`}
    private static List<String> names(String uri) {
        return Arrays.stream(uri.substring(SCHEME.length()).split("/"))
                .filter(name -> !name.isEmpty() && !name.equals("."))
                .toList();
    }

    /// {@return this permission and more access to the same files}
    StoragePermission and(Collection<Access> more) {
        Set<Access> both = EnumSet.copyOf(access);
        both.addAll(more);
        return new StoragePermission(uri, both);
    }

    private boolean isAbsolute() {
        return uri.startsWith("/", SCHEME.length());
    }

    /// {@return the rule that this stands for}
    ///
    /// @param folder absolute; where relative paths begin
    StorageRule rule(String folder) {
        String path = String.join("/", names(uri));
        return isAbsolute() ? new StorageRule("/" + path, "/" + path, access)
                : new StorageRule(folder + (path.isEmpty() ? "" : "/" + path), path, access);
    }
}
