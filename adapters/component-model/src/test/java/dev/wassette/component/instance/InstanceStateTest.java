package dev.wassette.component.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.component.engine.Trap;
import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.WitValue;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstanceStateTest {
    private static final ResourceType FILE = new ResourceType.Host("a:b/c", "file");
    private static final ResourceType OTHER = new ResourceType.Guest(0, "other");
    private final InstanceState state = new InstanceState(new BitSet());

    @Test
    void indicesStartAtOneAndTheLastFreedComesFirst() {
        int a = state.lowerOwn(handle("a"));
        int b = state.lowerOwn(handle("b"));
        int c = state.lowerOwn(handle("c"));
        assertEquals(List.of(1, 2, 3), List.of(a, b, c));

        state.drop(a, FILE);
        state.drop(c, FILE);

        assertEquals(c, state.lowerOwn(handle("d")));
        assertEquals(a, state.lowerOwn(handle("e")));
        assertEquals(4, state.lowerOwn(handle("f")));
    }

    @Test
    void indicesThatNameNothingTrap() {
        state.drop(state.lowerOwn(handle("a")), FILE);

        for (int index : new int[] {0, 1, 2, 1 << 20, -1, Integer.MIN_VALUE}) {
            Trap trap = assertThrows(Trap.class, () -> state.rep(index, FILE));
            assertEquals("unknown handle index " + Integer.toUnsignedString(index), trap.getMessage());
        }
    }

    @Test
    void handlesHaveAType() {
        int index = state.lowerOwn(handle("a"));

        Trap trap = assertThrows(Trap.class, () -> state.liftOwn(index, OTHER));

        assertTrue(trap.getMessage().contains("a:b/c.file"), trap.getMessage());
        assertThrows(Trap.class, () -> state.liftBorrow(index, OTHER));
        assertThrows(Trap.class, () -> state.drop(index, OTHER));
    }

    @Test
    void whatIsLentCannotGo() {
        int index = state.lowerOwn(handle("a"));
        int outer = state.lentMark();
        state.liftBorrow(index, FILE);
        int inner = state.lentMark();
        state.liftBorrow(index, FILE);

        state.takeBackLent(inner);
        assertThrows(Trap.class, () -> state.drop(index, FILE));
        assertThrows(Trap.class, () -> state.liftOwn(index, FILE));
        state.takeBackLent(outer);

        assertTrue(state.drop(index, FILE).isOwn());
    }

    @Test
    void whatIsBorrowedCannotBeGivenAway() {
        BorrowScope scope = new BorrowScope();
        int index = state.lowerBorrow(handle("a"), scope);

        assertThrows(Trap.class, () -> state.liftOwn(index, FILE));
        assertThrows(Trap.class, scope::end);
        assertFalse(state.drop(index, FILE).isOwn());
        scope.end();
    }

    @Test
    void theTableHasAnEnd() {
        for (int i = 0; i < InstanceLimits.MAX_HANDLES; i++) {
            state.lowerOwn(handle("a"));
        }
        assertThrows(Trap.class, () -> state.lowerOwn(handle("a")));
    }

    @Test
    void allIsDroppedAtTheEnd() {
        WitValue.Handle kept = handle("kept");
        state.drop(state.lowerOwn(handle("gone")), FILE);
        state.lowerOwn(kept);
        List<WitValue.Handle> dropped = new ArrayList<>();

        state.dropAll(handle -> dropped.add(handle.value()));
        state.dropAll(handle -> dropped.add(handle.value()));

        assertEquals(1, dropped.size());
        assertSame(kept, dropped.getFirst());
    }

    @Test
    void knowsItsOwnResources() {
        BitSet defines = new BitSet();
        defines.set(0);
        InstanceState owner = new InstanceState(defines);

        assertTrue(owner.defines(OTHER));
        assertFalse(owner.defines(new ResourceType.Guest(1, "other")));
        assertFalse(owner.defines(FILE));
    }

    private static WitValue.Handle handle(String representation) {
        return new WitValue.Handle(FILE, representation);
    }
}
