package dev.wassette.policy.yaml;

import dev.wassette.domain.policy.InvalidPermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// A value in a manifest, and the way to it.
///
/// @param path such as `components[0].uri`; empty for the whole
record Place(String path, Node node) {

    Malformation wrong(String what) {
        return new Malformation("'" + (path.isEmpty() ? "the manifest" : path) + "' " + what, node);
    }

    private String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private MappingNode mapping() throws Malformation {
        if (node instanceof MappingNode mapping) {
            return mapping;
        }
        throw wrong("must be a mapping with keys");
    }

    /// Refuses keys that mean nothing here.
    void requireKeys(String... known) throws Malformation {
        for (NodeTuple entry : mapping().getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (!List.of(known).contains(key)) {
                throw new Malformation("'" + path(key) + "' is unknown; there are " + String.join(", ", known),
                        entry.getKeyNode());
            }
        }
    }

    /// {@return the value of a key that must be there; empty when it is null}
    Optional<Place> requireKey(String key) throws Malformation {
        boolean isThere = mapping().getValue().stream()
                .anyMatch(entry -> entry.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key));
        if (!isThere) {
            throw new Malformation("'" + path(key) + "' is missing", node);
        }
        return find(key);
    }

    /// {@return the value of a key; empty when it is null or not there}
    Optional<Place> find(String key) throws Malformation {
        return PolicyReader.member(mapping(), key).map(value -> new Place(path(key), value));
    }

    Place member(String key) throws Malformation {
        Optional<Place> found = find(key);
        if (found.isEmpty()) {
            throw new Malformation("'" + path(key) + "' is missing", node);
        }
        return found.get();
    }

    String text() throws Malformation {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isEmpty()) {
            return scalar.getValue();
        }
        throw wrong("must be a text, and not an empty one");
    }

    long number(long least, long most) throws Malformation {
        try {
            long number = Long.parseLong(text());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // refused below
        }
        throw wrong("must be a whole number from " + least + (most == Long.MAX_VALUE ? "" : " to " + most));
    }

    /// {@return the elements of a list that has some}
    List<Place> elements(int limit) throws Malformation {
        if (!(node instanceof SequenceNode list)) {
            throw wrong("must be a list");
        }
        if (list.getValue().isEmpty() || list.getValue().size() > limit) {
            throw wrong(list.getValue().isEmpty() ? "can't be empty" : "has more than " + limit + " elements");
        }
        List<Place> elements = new ArrayList<>();
        for (Node element : list.getValue()) {
            elements.add(new Place(path + "[" + elements.size() + "]", element));
        }
        return elements;
    }

    /// Makes a permission.
    @FunctionalInterface
    interface Maker<T> {
        T make() throws Malformation;
    }

    /// {@return a permission that stands here}
    <T> T permission(Maker<T> maker) throws Malformation {
        try {
            return maker.make();
        } catch (InvalidPermission e) {
            throw wrong("is no permission: " + e.getMessage());
        }
    }
}
