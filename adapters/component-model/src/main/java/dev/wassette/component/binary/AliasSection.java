package dev.wassette.component.binary;

import dev.wassette.component.MalformedComponent;
import dev.wassette.component.UnsupportedComponent;

/// Aliases (Binary Format, `alias`).
final class AliasSection {
    private AliasSection() {}

    static Alias alias(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        int offset = in.offset();
        Sort sort = InstanceSection.sort(in);
        return switch (in.u8("an alias")) {
            case 0x00 -> new Alias.InstanceExport(offset, sort, in.index("an instance"),
                    in.name("the name of an export"));
            case 0x01 -> coreExport(in, offset, sort);
            case 0x02 -> outer(in, offset, sort);
            default -> throw in.unexpectedByte("an alias");
        };
    }

    private static Alias coreExport(BinaryReader in, int offset, Sort sort) throws MalformedComponent {
        if (!sort.isCore()) {
            throw new MalformedComponent("a core instance does not export things of the sort '" + sort + "'", offset);
        }
        return new Alias.CoreInstanceExport(offset, sort, in.index("a core instance"),
                in.name("the name of an export"));
    }

    private static Alias outer(BinaryReader in, int offset, Sort sort) throws MalformedComponent {
        boolean allowed = switch (sort) {
            case CORE_TYPE, CORE_MODULE, TYPE, COMPONENT -> true;
            case CORE_FUNC, CORE_TABLE, CORE_MEMORY, CORE_GLOBAL, CORE_INSTANCE, FUNC, INSTANCE -> false;
        };
        if (!allowed) {
            throw new MalformedComponent("an outer alias cannot name things of the sort '" + sort + "'", offset);
        }
        return new Alias.Outer(offset, sort, in.index("a count of scopes"), in.index("an index"));
    }
}
