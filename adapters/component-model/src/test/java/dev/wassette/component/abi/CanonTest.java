package dev.wassette.component.abi;

import static dev.wassette.domain.wit.WitType.Primitive.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wassette.component.engine.CoreFunction;
import dev.wassette.component.engine.Trap;
import dev.wassette.component.host.GuestExit;
import dev.wassette.component.host.HostContext;
import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.Signature;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CanonTest {
    private static final ResourceType FILE = new ResourceType.Host("a:b/c", "file");
    private static final WitValue.Handle HANDLE = new WitValue.Handle(FILE, "the file");
    private final Guest guest = new Guest(1024);
    private final LiftLowerContext cx = guest.context();

    @Test
    void callsAGuest() {
        FunctionLayout function = function(Optional.of(STRING), STRING, U8);
        CoreFunction callee = values -> {
            assertEquals("6869", guest.read(values[0], (int) values[1]).replace(" ", ""));
            assertEquals(7, values[2]);
            guest.putInt(800, (int) values[0]);
            guest.putInt(804, 1);
            values[0] = 800;
        };
        List<Long> posted = new ArrayList<>();
        CanonLift lift = new CanonLift(function, cx, callee, values -> {
            posted.add(values[0]);
            assertThrows(Trap.class, guest.instance::requireMayLeave);
        }, List.of(guest.instance));

        assertEquals(Optional.of(new WitValue.Str("h")),
                lift.call(List.of(new WitValue.Str("hi"), new WitValue.U8(7))));
        assertEquals(List.of(800L), posted);
        guest.instance.requireMayLeave();
        guest.instance.enter();
    }

    @Test
    void manyParametersPassThroughMemory() {
        WitType[] types = IntStream.range(0, 17).mapToObj(_ -> U16).toArray(WitType[]::new);
        CanonLift lift = new CanonLift(function(Optional.of(U16), types), cx,
                values -> values[0] = guest.getShort(values[0] + 32), null, List.of());

        assertEquals(Optional.of(new WitValue.U16(16)), lift.call(
                IntStream.range(0, 17).mapToObj(i -> (WitValue) new WitValue.U16(i)).toList()));
        assertEquals(List.of("realloc(0, 0, 2, 34)"), guest.reallocs);
    }

    @Test
    void resultsInMemoryAreChecked() {
        for (long address : new long[] {2, 1020, -4}) {
            CanonLift lift = new CanonLift(function(Optional.of(STRING)), cx, values -> values[0] = address, null,
                    List.of());
            assertThrows(Trap.class, () -> lift.call(List.of()));
        }
    }

    @Test
    void aGuestIsNotEnteredTwice() {
        List<CanonLift> self = new ArrayList<>();
        self.add(new CanonLift(function(Optional.empty()), cx, _ -> self.getFirst().call(List.of()), null,
                List.of(guest.instance)));

        Trap trap = assertThrows(Trap.class, () -> self.getFirst().call(List.of()));

        assertEquals("cannot enter component instance", trap.getMessage());
        assertThrows(Trap.class, guest.instance::enter);
    }

    @Test
    void borrowedHandlesAreDroppedBeforeTheCallEnds() {
        FunctionLayout function = function(Optional.empty(), new WitType.Borrow(FILE));
        CanonLift keeps = new CanonLift(function, cx, _ -> { }, null, List.of());
        CanonLift drops = new CanonLift(function, cx,
                values -> guest.instance.drop((int) values[0], FILE), null, List.of());

        drops.call(List.of(HANDLE));
        assertThrows(Trap.class, () -> keeps.call(List.of(HANDLE)));
    }

    @Test
    void callsAHostFunction() {
        FunctionLayout function = function(Optional.of(STRING), STRING);
        guest.write(0, "68 69");
        long[] values = {0, 2, 600};

        CanonLower.callHost(cx, function, call -> {
            assertEquals(List.of(new WitValue.Str("hi")), call.arguments());
            return Optional.of(new WitValue.Str("yes"));
        }, HostContext.empty(), values);

        assertEquals("79 65 73", guest.read(guest.getInt(600), guest.getInt(604)));
    }

    @Test
    void borrowedArgumentsAreLentForTheCall() {
        FunctionLayout function = function(Optional.empty(), new WitType.Borrow(FILE));
        int index = guest.instance.lowerOwn(HANDLE);

        CanonLower.callHost(cx, function, call -> {
            assertSame(HANDLE, call.arguments().getFirst());
            assertThrows(Trap.class, () -> guest.instance.liftOwn(index, FILE));
            return Optional.empty();
        }, HostContext.empty(), new long[] {index});

        assertSame(HANDLE, guest.instance.liftOwn(index, FILE));
    }

    @Test
    void ownedArgumentsLeaveTheTable() {
        FunctionLayout function = function(Optional.of(new WitType.Own(FILE)), new WitType.Own(FILE));
        long[] values = {guest.instance.lowerOwn(HANDLE)};

        CanonLower.callHost(cx, function, call -> {
            assertThrows(Trap.class, () -> guest.instance.rep((int) values[0], FILE));
            return Optional.of(call.arguments().getFirst());
        }, HostContext.empty(), values);

        assertSame(HANDLE, guest.instance.rep((int) values[0], FILE));
    }

    @Test
    void realloCannotCallOut() {
        LiftLowerContext leaving = guest.context(StringEncoding.UTF8, values -> {
            assertThrows(Trap.class, guest.instance::requireMayLeave);
            values[0] = 16;
        });

        CanonLower.callHost(leaving, function(Optional.of(STRING)), _ -> Optional.of(new WitValue.Str("x")),
                HostContext.empty(), new long[] {600});
    }

    @Test
    void exceptionsOfTheHostPassUnchanged() {
        GuestExit exit = new GuestExit(3);

        assertSame(exit, assertThrows(GuestExit.class, () -> CanonLower.callHost(cx, function(Optional.empty()), _ -> {
            throw exit;
        }, HostContext.empty(), new long[1])));
    }

    @Test
    void callsFromGuestToGuest() {
        Guest callee = new Guest(1024);
        FunctionLayout function = function(Optional.of(STRING), STRING);
        List<String> order = new ArrayList<>();
        CanonLift lift = new CanonLift(function, callee.context(StringEncoding.UTF16), values -> {
            callee.putInt(800, (int) values[0]);
            callee.putInt(804, (int) values[1]);
            values[0] = 800;
        }, _ -> order.addAll(guest.reallocs), List.of(callee.instance));
        guest.write(0, "68 c3 a9");
        long[] values = {0, 3, 600};

        CanonLower.callGuest(cx, function, lift, values);

        assertEquals(List.of("realloc(0, 0, 2, 6)", "realloc(p, 6, 2, 4)"), callee.reallocs);
        assertEquals("68 c3 a9", guest.read(guest.getInt(600), guest.getInt(604)));
        assertEquals(guest.reallocs, order, "the caller has its result before post-return");
    }

    private static FunctionLayout function(Optional<WitType> result, WitType... parameters) {
        List<Signature.Parameter> list = IntStream.range(0, parameters.length)
                .mapToObj(i -> new Signature.Parameter("p" + i, parameters[i])).toList();
        return FunctionLayout.of(new Signature(list, result), new Despecialize());
    }
}
