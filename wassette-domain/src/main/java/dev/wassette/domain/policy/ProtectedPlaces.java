package dev.wassette.domain.policy;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// Files that no policy can open to a component, because with them a component could give itself permissions, read the
/// secrets of others, or run as somebody else. A permission for a folder around them stops at them.
///
/// @param componentFolder the absolute path of the folder in which components and their policies lie. What a policy
///     gives by a relative path lies there as well, beside our own files
/// @param others absolute paths of files and folders with all that is below them: secrets, configuration, caches
public record ProtectedPlaces(String componentFolder, List<String> others) {
    private static final Set<Access> ALL = Set.of(Access.READ, Access.WRITE);

    /// What we keep in the folder of the components: code, policies, where they came from, what we know of the
    /// components, half-written files, downloads.
    private static final List<String> OWN = List.of(
            "*.wasm", "*.cwasm", "*.policy.yaml", "*.policy.meta.json", "*.metadata.json", ".*", "downloads");

    public ProtectedPlaces {
        Objects.requireNonNull(componentFolder);
        others = List.copyOf(others);
    }

    /// {@return rules that deny all of this}
    List<StorageRule> rules() {
        return Stream.concat(OWN.stream().map(name -> componentFolder + "/" + name), others.stream())
                .map(path -> new StorageRule(path, path, ALL))
                .toList();
    }

    /// {@return whether the permission is about protected files alone, so that it could never have an effect}
    public boolean cover(StoragePermission permission) {
        String path = permission.rule(componentFolder).path();
        boolean inFolder = path.startsWith(componentFolder + "/");
        return inFolder && isOwn(path.substring(componentFolder.length() + 1).split("/")[0].toLowerCase(Locale.ROOT))
                || others.stream().anyMatch(place -> (path + "/").startsWith(place + "/"));
    }

    private static boolean isOwn(String name) {
        return OWN.stream().anyMatch(own -> own.startsWith("*") ? name.endsWith(own.substring(1))
                : own.endsWith("*") ? name.startsWith(own.substring(0, own.length() - 1)) : name.equals(own));
    }
}
