package dev.wassette.runtime.chicory;

/// Makes sure that a host function has stack to run on.
///
/// A guest shares its stack with the host functions it calls, and can call one when almost nothing is left. A
/// [StackOverflowError] in the middle of the host is not only the guest's problem: a class whose initializer it ends
/// can never be used again in the whole JVM, and a lock may stay locked. So the error has to come before the host
/// function begins. Java does not tell how much stack is left; going down and coming back does.
final class StackReserve {
    /// Compiled, a level takes 80 bytes: 80 KB in all, as much as HotSpot keeps for its own native code. Interpreted
    /// it takes more. The way down and back takes about 4 us.
    private static final int LEVELS = 1000;

    private StackReserve() {}

    /// @throws StackOverflowError when there is not enough stack left
    static void require() {
        if (descend(LEVELS, 1, 2, 3, 4, 5, 6, 7, 8) == 0) {
            throw new IllegalStateException("the sum of positive numbers is positive");
        }
    }

    /// The parameters are needed after the call, so that they are kept on the stack.
    private static long descend(int levels, long a, long b, long c, long d, long e, long f, long g, long h) {
        if (levels == 0) {
            return 1;
        }
        return descend(levels - 1, b, c, d, e, f, g, h, a) + (a | b | c | d | e | f | g | h);
    }
}
