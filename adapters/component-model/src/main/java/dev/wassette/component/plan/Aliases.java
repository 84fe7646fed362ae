package dev.wassette.component.plan;

import dev.wassette.component.binary.Alias;
import dev.wassette.component.binary.Sort;

/// Finds what an alias stands for.
final class Aliases {
    private Aliases() {}

    static Item resolve(Alias alias, Frame frame) {
        return switch (alias) {
            case Alias.InstanceExport(_, _, int instance, String name) ->
                ((Item.Instance) frame.get(Sort.INSTANCE, instance)).export(name);
            case Alias.CoreInstanceExport(_, Sort sort, int instance, String name) ->
                new Item.Core(frame.coreInstance(instance).export(sort, name));
            case Alias.Outer(_, Sort sort, int count, int index) -> frame.outward(count).get(sort, index);
        };
    }
}
