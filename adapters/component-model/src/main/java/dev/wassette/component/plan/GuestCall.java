package dev.wassette.component.plan;

import java.util.List;
import java.util.Objects;

/// A lifted core function together with who calls it.
///
/// @param entered the numbers of the component instances that the call enters
public record GuestCall(Lift lift, List<Integer> entered) {
    public GuestCall {
        Objects.requireNonNull(lift);
        entered = List.copyOf(entered);
    }
}
