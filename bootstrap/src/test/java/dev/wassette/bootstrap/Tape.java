package dev.wassette.bootstrap;

import dev.wassette.component.host.HostCall;
import dev.wassette.component.host.HostFunction;
import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.wit.FunctionName;
import dev.wassette.domain.wit.WitValue;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What happened between a host and a component. A first run records what the host really answered; a second one gets
/// the same answers, so clocks and random numbers cannot make a difference. Used by one thread at a time.
final class Tape {

    /// Something that happened.
    sealed interface Event {}

    /// The test called the component.
    record Called(FunctionName function, List<WitValue> arguments) implements Event {}

    /// The component called the host.
    record CalledHost(String function, List<WitValue> arguments) implements Event {}

    /// The host was told that a resource is no longer used.
    record Dropped(String resource, Object representation) implements Event {}

    /// A call by the test ended.
    ///
    /// @param how a value, or the kind of the trap, or the exit status
    record Ended(Object how) implements Event {
        Ended {
            Objects.requireNonNull(how);
        }
    }

    private sealed interface Answer {
        record Value(Optional<WitValue> value) implements Answer {}

        record Thrown(RuntimeException exception) implements Answer {}
    }

    private final List<Event> events = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final Iterator<Answer> given; // null on the tape that records

    private Tape(Iterator<Answer> given) {
        this.given = given;
    }

    static Tape recording() {
        return new Tape(null);
    }

    /// {@return a new tape on which the host answers as on this one}
    Tape replay() {
        return new Tape(answers.iterator());
    }

    void add(Event event) {
        events.add(event);
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    /// {@return the interface with all that passes it on this tape}
    HostInterface through(HostInterface real) {
        var taped = HostInterface.named(real.name(), real::serves);
        for (String name : real.resourceNames()) {
            var drop = real.resource(name).orElseThrow().drop();
            taped.resource(name, (context, representation) -> {
                add(new Dropped(real.name() + "." + name, representation));
                if (given == null) {
                    drop.accept(context, representation);
                }
            });
        }
        for (String name : real.functionNames()) {
            var function = real.function(name).orElseThrow();
            taped.function(name, function.signature().parameters(), function.signature().result(), call -> {
                add(new CalledHost(real.name() + "#" + name, call.arguments()));
                return answer(function.body(), call);
            });
        }
        return taped.build();
    }

    private Optional<WitValue> answer(HostFunction body, HostCall call) {
        Answer answer = given == null ? really(body, call) : next();
        return switch (answer) {
            case Answer.Value(Optional<WitValue> value) -> value;
            case Answer.Thrown(RuntimeException exception) -> throw exception;
        };
    }

    private Answer really(HostFunction body, HostCall call) {
        Answer answer;
        try {
            answer = new Answer.Value(body.call(call));
        } catch (RuntimeException e) {
            answer = new Answer.Thrown(e);
        }
        answers.add(answer);
        return answer;
    }

    private Answer next() {
        if (!given.hasNext()) {
            throw new AssertionError("one more call of the host than on the other engine: " + events.getLast());
        }
        return given.next();
    }
}
