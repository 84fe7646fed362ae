package dev.wassette.domain.policy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;

/// Reads how much of a resource a policy says: bytes, milliseconds, thousandths of a processor, or a number.
final class Amounts {
    private static final Map<String, Long> SIZES = Map.of(
            "", 1L, "Ki", 1L << 10, "Mi", 1L << 20, "Gi", 1L << 30, "Ti", 1L << 40);
    private static final Map<String, Long> TIMES = Map.of(
            "", 1_000L, "ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);

    private Amounts() {}

    /// @throws InvalidPermission in the words of contract F.3
    static long parse(Resource resource, String text) {
        BigInteger amount = switch (resource.unit()) {
            case BYTES -> withSuffix(resource, text, SIZES);
            case TIME -> withSuffix(resource, text, TIMES);
            case COUNT -> withSuffix(resource, text, Map.of("", 1L));
            case PROCESSORS -> thousandths(text);
        };
        if (amount.signum() == 0) {
            throw new InvalidPermission(name(resource) + " limit cannot be zero: " + text);
        }
        if (amount.compareTo(BigInteger.valueOf(most(resource))) > 0) {
            throw new InvalidPermission(name(resource) + " value too large: " + text
                    + (resource == Resource.STACK ? " (at most 16Mi)" : ""));
        }
        if (amount.compareTo(BigInteger.valueOf(least(resource))) < 0) {
            throw new InvalidPermission(name(resource) + " value too small: " + text + " (at least "
                    + (least(resource) >> 10) + "Ki)");
        }
        return amount.longValueExact();
    }

    private static long least(Resource resource) {
        return resource == Resource.STACK ? PolicyLimits.MIN_STACK_BYTES : 0;
    }

    private static BigInteger withSuffix(Resource resource, String text, Map<String, Long> units) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        Long unit = units.get(text.substring(digits));
        if (digits == 0 || digits > PolicyLimits.MAX_DIGITS || unit == null) {
            throw invalid(resource, text);
        }
        return new BigInteger(text.substring(0, digits)).multiply(BigInteger.valueOf(unit));
    }

    private static BigInteger thousandths(String text) {
        boolean inThousandths = text.endsWith("m");
        String number = inThousandths ? text.substring(0, text.length() - 1) : text;
        if (number.length() > PolicyLimits.MAX_DIGITS || !number.matches(inThousandths ? "[0-9]+" : "[0-9]+(\\.[0-9]+)?")) {
            throw invalid(Resource.CPU, text);
        }
        BigDecimal thousandths = new BigDecimal(number).movePointRight(inThousandths ? 0 : 3);
        return thousandths.toBigInteger();
    }

    private static long most(Resource resource) {
        return switch (resource) {
            case MEMORY, REQUEST_BODY, RESPONSE_BODY -> PolicyLimits.MAX_BYTES;
            case STACK -> PolicyLimits.MAX_STACK_BYTES;
            case RESULT_SIZE -> PolicyLimits.MAX_RESULT_SIZE;
            case WALL_TIME, CPU_TIME -> PolicyLimits.MAX_MILLISECONDS;
            case CPU, TABLE_ELEMENTS, CONCURRENT_CALLS, OPEN_HANDLES, OPEN_FILES -> PolicyLimits.MAX_COUNT;
        };
    }

    private static InvalidPermission invalid(Resource resource, String text) {
        String form = switch (resource.unit()) {
            case BYTES -> "an integer, or one with Ki, Mi, Gi or Ti, such as 512Mi";
            case TIME -> "an integer with ms, s, m or h, such as 90s";
            case COUNT -> "an integer";
            case PROCESSORS -> "a number of processors, or of thousandths such as 500m";
        };
        return new InvalidPermission("Invalid " + name(resource).toLowerCase(Locale.ROOT) + " value: " + text
                + " (write " + form + ")");
    }

    private static String name(Resource resource) {
        return resource == Resource.MEMORY ? "Memory" : resource.key();
    }
}
