package dev.wassette.component.engine;

/// A function of a guest, or a host function bound to a store.
public non-sealed interface CoreFunction extends CoreExtern {

    /// Calls the function, on a [GuestThread].
    ///
    /// Values are raw: an `i64` as it is, an `i32` in the low 32 bits (the reader narrows; the high bits mean nothing),
    /// `f32` and `f64` as their bits, `f32` in the low 32.
    ///
    /// @param values on entry the arguments, on return the results, each from position 0; at least as long as the
    ///     longer of the two
    /// @throws Trap when the guest traps
    /// @throws RuntimeException or [Error] whatever a host function threw, as the same object
    void call(long[] values);
}
