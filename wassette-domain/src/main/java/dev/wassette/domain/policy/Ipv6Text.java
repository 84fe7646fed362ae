package dev.wassette.domain.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The text form of IPv6 addresses: RFC 4291, 2.2 to read, RFC 5952 to write.
final class Ipv6Text {
    private static final int GROUPS = 8;

    private Ipv6Text() {}

    /// {@return the 8 groups of 16 bits}
    static Optional<int[]> parse(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text).filter(all -> all.size() == GROUPS).map(Ipv6Text::array);
        }
        Optional<List<Integer>> before = groups(text.substring(0, gap));
        Optional<List<Integer>> after = groups(text.substring(gap + 2));
        boolean beginsWithV4 = text.substring(0, gap).indexOf('.') >= 0;
        if (before.isEmpty() || after.isEmpty() || beginsWithV4) {
            return Optional.empty();
        }
        return filled(before.get(), after.get());
    }

    /// The gap stands for at least one group.
    private static Optional<int[]> filled(List<Integer> before, List<Integer> after) {
        int missing = GROUPS - before.size() - after.size();
        if (missing < 1) {
            return Optional.empty();
        }
        List<Integer> all = new ArrayList<>(before);
        for (int i = 0; i < missing; i++) {
            all.add(0);
        }
        all.addAll(after);
        return Optional.of(array(all));
    }

    private static int[] array(List<Integer> groups) {
        return groups.stream().mapToInt(Integer::intValue).toArray();
    }

    private static Optional<List<Integer>> groups(String text) {
        List<Integer> groups = new ArrayList<>();
        if (text.isEmpty()) {
            return Optional.of(groups);
        }
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            Optional<Long> v4 = last ? IpAddress.v4(parts[i]) : Optional.empty();
            if (v4.isPresent()) {
                groups.add((int) (v4.get() >>> 16));
                groups.add((int) (v4.get() & 0xffff));
            } else if (parts[i].matches("[0-9A-Fa-f]{1,4}")) {
                groups.add(Integer.parseInt(parts[i], 16));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(groups);
    }

    /// Lower case, no leading zeros, and the first of the longest runs of two or more zero groups as `::`.
    static String write(long high, long low) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = (int) ((i < 4 ? high : low) >>> (3 - i % 4) * 16 & 0xffff);
        }
        int start = 0;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int zeros = zeros(groups, i);
            if (zeros > length) {
                start = i;
                length = zeros;
            }
        }
        return length == 1 ? hex(groups, 0, GROUPS)
                : hex(groups, 0, start) + "::" + hex(groups, start + length, GROUPS);
    }

    private static int zeros(int[] groups, int from) {
        int end = from;
        while (end < GROUPS && groups[end] == 0) {
            end++;
        }
        return end - from;
    }

    private static String hex(int[] groups, int from, int to) {
        List<String> parts = new ArrayList<>();
        for (int i = from; i < to; i++) {
            parts.add(Integer.toHexString(groups[i]));
        }
        return String.join(":", parts);
    }
}
