package dev.wassette.application.service;

import java.math.BigDecimal;
import java.math.BigInteger;

/// The values of an integer type.
record IntegerRange(BigDecimal min, BigDecimal max) {

    static IntegerRange signed(int bits) {
        BigInteger end = BigInteger.ONE.shiftLeft(bits - 1);
        return new IntegerRange(new BigDecimal(end.negate()), new BigDecimal(end.subtract(BigInteger.ONE)));
    }

    static IntegerRange unsigned(int bits) {
        return new IntegerRange(BigDecimal.ZERO,
                new BigDecimal(BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE)));
    }

    /// {@return whether the number is one of these, in whatever notation: `1.0` and `1e3` are integers}
    boolean holds(BigDecimal number) {
        return number.compareTo(min) >= 0 && number.compareTo(max) <= 0 && isInteger(number);
    }

    /// Asks only numbers that passed the comparison, so none has more than 20 digits before the point; and answers
    /// for `1e-999999999` without writing down its digits.
    private static boolean isInteger(BigDecimal number) {
        if (number.signum() == 0 || number.scale() <= 0) {
            return true;
        }
        boolean belowOne = number.precision() <= number.scale();
        return !belowOne && number.stripTrailingZeros().scale() <= 0;
    }

    @Override
    public String toString() {
        return "an integer between " + min + " and " + max;
    }
}
