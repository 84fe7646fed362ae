package dev.wassette.domain.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An IP address. An IPv4-mapped IPv6 address (`::ffff:0:0/96`) is the IPv4 address that it maps.
///
/// @param v6 whether it has 16 bytes; otherwise it has 4
/// @param high the first 8 bytes of an IPv6 address; 0 for IPv4
/// @param low the last 8 bytes, or the 4 bytes of an IPv4 address as an unsigned number
public record IpAddress(boolean v6, long high, long low) {
    private static final long MAPPED = 0xffffL;
    private static final long NAT64 = 0x0064_ff9b_0000_0000L;
    private static final long NAT64_LOCAL = 0x0064_ff9b_0001L;

    /// What an address is for, as far as it matters to a policy.
    public enum Kind {
        /// Anything on the Internet.
        PUBLIC,
        /// A network of one's own: RFC 1918, RFC 6598, `fc00::/7`, `fec0::/10`.
        PRIVATE,
        /// This machine: `127.0.0.0/8`, `::1`.
        LOOPBACK,
        /// This cable, without a router: `169.254.0.0/16`, `fe80::/10`.
        LINK_LOCAL,
        /// No address; connecting to it reaches this machine: `0.0.0.0/8`, `::`.
        UNSPECIFIED,
        /// `224.0.0.0/4`, `ff00::/8`.
        MULTICAST,
        /// Where clouds hand out credentials to whoever asks from inside a machine of theirs.
        METADATA,
        /// Broadcast, documentation of transition mechanisms, and what has no use yet.
        RESERVED;

        /// {@return whether a host name may lead there without the policy naming the address}
        public boolean isOrdinary() {
            return this == PUBLIC || this == PRIVATE;
        }
    }

    public IpAddress {
        if (v6 && high == 0 && low >>> 32 == MAPPED) {
            v6 = false;
            low &= 0xffff_ffffL;
        }
        if (!v6 && (high != 0 || low >>> 32 != 0)) {
            throw new IllegalArgumentException("an IPv4 address has 32 bits");
        }
    }

    /// @param bytes 4 or 16, in network order
    /// @throws IllegalArgumentException for another number of bytes
    public static IpAddress of(byte[] bytes) {
        return switch (bytes.length) {
            case 4 -> new IpAddress(false, 0, number(bytes, 0, 4));
            case 16 -> new IpAddress(true, number(bytes, 0, 8), number(bytes, 8, 8));
            default -> throw new IllegalArgumentException("an IP address has 4 or 16 bytes, not " + bytes.length);
        };
    }

    private static long number(byte[] bytes, int from, int count) {
        long number = 0;
        for (int i = from; i < from + count; i++) {
            number = number << 8 | (bytes[i] & 0xff);
        }
        return number;
    }

    /// Reads a literal: four decimal numbers without leading zeros, or the text form of RFC 4291, 2.2, without brackets.
    ///
    /// @return empty for everything else, also for the spellings of IPv4 that only some resolvers know (`127.1`,
    ///     `0x7f.0.0.1`, `2130706433`) and for addresses with a zone (`fe80::1%eth0`)
    public static Optional<IpAddress> parse(String text) {
        return text.indexOf(':') < 0
                ? v4(text).map(number -> new IpAddress(false, 0, number))
                : Ipv6Text.parse(text).map(groups -> new IpAddress(true, join(groups, 0), join(groups, 4)));
    }

    static Optional<Long> v4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        long number = 0;
        for (String part : parts) {
            if (!part.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(part) > 255) {
                return Optional.empty();
            }
            number = number << 8 | Integer.parseInt(part);
        }
        return Optional.of(number);
    }

    private static long join(int[] groups, int from) {
        return (long) groups[from] << 48 | (long) groups[from + 1] << 32 | (long) groups[from + 2] << 16
                | groups[from + 3];
    }

    /// {@return 4 or 16 bytes in network order}
    public byte[] bytes() {
        byte[] bytes = new byte[v6 ? 16 : 4];
        for (int i = 0; i < bytes.length; i++) {
            int fromEnd = bytes.length - 1 - i;
            bytes[i] = (byte) ((fromEnd >= 8 ? high : low) >>> (fromEnd % 8) * 8);
        }
        return bytes;
    }

    /// {@return the IPv4 address that a router on the way would take out of this one: NAT64 (RFC 6052), 6to4 (RFC 3056)
    /// and the old IPv4-compatible form}
    public Optional<IpAddress> inner() {
        if (!v6) {
            return Optional.empty();
        }
        if (high == NAT64 && low >>> 32 == 0 || high == 0 && low >>> 32 == 0 && low > 1) {
            return Optional.of(new IpAddress(false, 0, low & 0xffff_ffffL));
        }
        boolean sixToFour = high >>> 48 == 0x2002;
        return sixToFour ? Optional.of(new IpAddress(false, 0, high >>> 16 & 0xffff_ffffL)) : Optional.empty();
    }

    /// {@return what this address, or the IPv4 address within it, is for}
    public Kind kind() {
        return inner().map(IpAddress::kind).orElseGet(() -> v6 ? kind6() : kind4((int) low));
    }

    private static Kind kind4(int address) {
        return switch (address) {
            // AWS, Azure, Google and most others; Alibaba; Azure's wire server; Oracle
            case 0xa9fe_a9fe, 0x6464_64c8, 0xa83f_8110, 0xc000_00c0 -> Kind.METADATA;
            default -> switch (address >>> 24) {
                case 0 -> Kind.UNSPECIFIED;
                case 10 -> Kind.PRIVATE;
                case 127 -> Kind.LOOPBACK;
                default -> kind4ByPrefix(address);
            };
        };
    }

    private static Kind kind4ByPrefix(int address) {
        if (address >>> 28 == 0xe) {
            return Kind.MULTICAST;
        }
        if (address >>> 28 == 0xf) {
            return Kind.RESERVED;
        }
        if (address >>> 16 == 0xa9fe) {
            return Kind.LINK_LOCAL;
        }
        boolean carrier = address >>> 22 == 0x6440_0000 >>> 22;
        boolean own = address >>> 16 == 0xc0a8 || address >>> 20 == 0xac1;
        return own || carrier ? Kind.PRIVATE : Kind.PUBLIC;
    }

    private Kind kind6() {
        if (high == 0 && low >>> 1 == 0) {
            return low == 0 ? Kind.UNSPECIFIED : Kind.LOOPBACK;
        }
        if (high == 0xfd00_0ec2_0000_0000L && low == 0x254 || high == 0xfd20_00ce_0000_0000L && low == 0x254) {
            return Kind.METADATA; // AWS, Google
        }
        return switch ((int) (high >>> 54)) {
            case 0xfe80 >> 6 -> Kind.LINK_LOCAL;
            case 0xfec0 >> 6 -> Kind.PRIVATE;
            default -> kind6ByPrefix();
        };
    }

    private Kind kind6ByPrefix() {
        if (high >>> 56 == 0xff) {
            return Kind.MULTICAST;
        }
        boolean teredo = high >>> 32 == 0x2001_0000L;
        if (teredo || high >>> 16 == NAT64_LOCAL || high == 0) {
            return Kind.RESERVED; // an IPv4 address is hidden inside, and not where we could find it
        }
        return high >>> 57 == 0xfc >> 1 ? Kind.PRIVATE : Kind.PUBLIC;
    }

    /// {@return the literal; of IPv6 the form of RFC 5952}
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        if (v6) {
            return Ipv6Text.write(high, low);
        }
        for (int shift = 24; shift >= 0; shift -= 8) {
            parts.add(Long.toString(low >>> shift & 0xff));
        }
        return String.join(".", parts);
    }
}
