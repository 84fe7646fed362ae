package dev.wassette.application.service;

import static dev.wassette.application.service.Types.field;
import static dev.wassette.application.service.Types.list;
import static dev.wassette.application.service.Types.one;
import static dev.wassette.application.service.Types.option;
import static dev.wassette.application.service.Types.record;
import static dev.wassette.application.service.Types.result;
import static dev.wassette.application.service.Types.returning;
import static dev.wassette.application.service.Types.taking;
import static dev.wassette.application.service.Types.tuple;
import static dev.wassette.application.service.Types.variant;
import static dev.wassette.domain.wit.WitType.Primitive.BOOL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.Signature;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitType.Borrow;
import dev.wassette.domain.wit.WitType.Own;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignatureCheckTest {
    private static final ResourceType COUNTER = new ResourceType.Guest(0, "counter");
    private static final Optional<String> HANDLE = Optional.of(
            "it takes or returns a handle of the resource \"counter\", which has no meaning outside one call");

    static Stream<Signature> withHandles() {
        WitType handle = new Own(COUNTER);
        return Stream.of(taking(new Borrow(COUNTER)), returning(handle), taking(list(handle)), taking(option(handle)),
                taking(tuple(BOOL, handle)), taking(record(field("a", BOOL), field("b", handle))),
                returning(result(null, handle)), returning(result(handle, null)),
                taking(variant(one("a"), one("b", list(option(handle))))));
    }

    @ParameterizedTest
    @MethodSource("withHandles")
    void handlesCannotPassThroughJson(Signature signature) {
        assertEquals(HANDLE, new SignatureCheck().objection(signature));
    }

    @Test
    void everythingElseCan() {
        for (int seed = 0; seed < 500; seed++) {
            WitType type = new RandomWit(seed).type(3);
            assertEquals(Optional.empty(), new SignatureCheck().objection(taking(type)), () -> "of " + type);
        }
    }

    @Test
    void depthIsBounded() {
        assertEquals(Optional.empty(), new SignatureCheck().objection(taking(nested(99))));
        assertEquals(Optional.of("its types are nested more than 100 deep"),
                new SignatureCheck().objection(taking(nested(100))));
    }

    private static WitType nested(int levels) {
        WitType type = BOOL;
        for (int i = 0; i < levels; i++) {
            type = list(type);
        }
        return type;
    }

    /// Forty types, each with the one before in it twice: a tree of 2^40.
    @Test
    void typesThatUnfoldAreRefusedAtOnce() {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            WitType type = BOOL;
            for (int i = 0; i < 40; i++) {
                type = tuple(type, type);
            }
            assertEquals(Optional.of("the schemas of the component's tools would be longer than 2097152 characters"),
                    new SignatureCheck().objection(returning(type)));
        });
    }

    @Test
    void theRoomIsForAllFunctionsTogether() {
        var check = new SignatureCheck();
        var large = record(field("x".repeat(1 << 20), BOOL));
        assertEquals(Optional.empty(), check.objection(taking(large)));
        assertEquals(Optional.of("the schemas of the component's tools would be longer than 2097152 characters"),
                check.objection(taking(large)));
        var parameters = new Signature(List.of(new Signature.Parameter("y".repeat(3 << 20), BOOL)), Optional.empty());
        assertEquals(Optional.of("the schemas of the component's tools would be longer than 2097152 characters"),
                new SignatureCheck().objection(parameters));
    }
}
