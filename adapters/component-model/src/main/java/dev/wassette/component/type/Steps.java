package dev.wassette.component.type;

import dev.wassette.component.UnsupportedComponent;
import dev.wassette.component.binary.ComponentLimits;
import java.util.Collection;

/// How much work the validation of one file may still be; see [ComponentLimits#MAX_TYPE_STEPS].
final class Steps {
    private static final int COPY = 10;
    private int left = ComponentLimits.MAX_TYPE_STEPS;

    /// Counts looks at types, labels and the like.
    void look(int count, int offset) throws UnsupportedComponent {
        spend(count, offset);
    }

    /// Counts a new node, which also takes memory.
    void copy(int offset) throws UnsupportedComponent {
        spend(COPY, offset);
    }

    /// Counts a type that later stages walk as a tree.
    void walk(Type.Measure measure, int offset) throws UnsupportedComponent {
        spend(measure.size(), offset);
    }

    private void spend(int steps, int offset) throws UnsupportedComponent {
        if (steps > left) {
            throw new UnsupportedComponent("the types of the component are too large or too entangled to validate",
                    offset);
        }
        left -= steps;
    }

    /// {@return the measure of a type with these parts}
    ///
    /// @param labels how many labels it has
    static Type.Measure measure(int labels, Collection<Type.Measure> parts, int offset) throws UnsupportedComponent {
        long size = 1L + labels;
        int depth = 0;
        for (Type.Measure part : parts) {
            size += part.size();
            depth = Math.max(depth, part.depth());
        }
        if (depth >= ComponentLimits.MAX_TYPE_DEPTH) {
            throw new UnsupportedComponent("types lie in each other deeper than " + ComponentLimits.MAX_TYPE_DEPTH
                    + " levels, which Wassette does not accept", offset);
        }
        return new Type.Measure((int) Math.min(size, Integer.MAX_VALUE), depth + 1);
    }
}
