package dev.wassette.component.plan;

import dev.wassette.component.binary.Sort;
import dev.wassette.component.binary.SortIndex;
import dev.wassette.component.binary.ValType;
import dev.wassette.domain.wit.WitType;
import java.util.ArrayList;
import java.util.List;

/// The index spaces of one component instance, or of one instance type, while it is evaluated. Of a valid component: an
/// index that does not exist or is of another kind is our own fault.
final class Frame {
    private final Frame outer;
    private final int instance;
    private final List<List<Item>> spaces = new ArrayList<>();

    /// @param outer the scope that the component or type was defined in; null for the root
    /// @param instance the number of the component instance in the [Recipe]; -1 for a type
    Frame(Frame outer, int instance) {
        this.outer = outer;
        this.instance = instance;
        for (Sort _ : Sort.values()) {
            spaces.add(new ArrayList<>());
        }
    }

    int instance() {
        return instance;
    }

    /// {@return the scope so many scopes outward}
    Frame outward(int count) {
        Frame frame = this;
        for (int i = 0; i < count; i++) {
            frame = frame.outer;
        }
        return frame;
    }

    void add(Sort sort, Item item) {
        spaces.get(sort.ordinal()).add(item);
    }

    /// {@return how many things of this sort there are}
    int size(Sort sort) {
        return spaces.get(sort.ordinal()).size();
    }

    Item get(Sort sort, int index) {
        return spaces.get(sort.ordinal()).get(index);
    }

    Item get(SortIndex item) {
        return get(item.sort(), item.index());
    }

    /// {@return a core function, table, memory or global}
    CoreItem core(Sort sort, int index) {
        return ((Item.Core) get(sort, index)).item();
    }

    Item.CoreInstance coreInstance(int index) {
        return (Item.CoreInstance) get(Sort.CORE_INSTANCE, index);
    }

    Item.Function function(int index) {
        return (Item.Function) get(Sort.FUNC, index);
    }

    Item.Resource resource(int index) {
        return (Item.Resource) get(Sort.TYPE, index);
    }

    Item.FunctionType functionType(int index) {
        return (Item.FunctionType) get(Sort.TYPE, index);
    }

    WitType valueType(ValType type) {
        return switch (type) {
            case ValType.Primitive(WitType.Primitive primitive) -> primitive;
            case ValType.Index(int index) -> ((Item.ValueType) get(Sort.TYPE, index)).type();
        };
    }
}
