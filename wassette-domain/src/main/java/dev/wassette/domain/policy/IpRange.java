package dev.wassette.domain.policy;

import java.util.Optional;

/// All addresses that begin with the same bits, as CIDR writes them (RFC 4632).
///
/// @param base an address of the range; bits behind the prefix do not matter
/// @param prefix 0 to 32 for IPv4, 0 to 128 for IPv6
public record IpRange(IpAddress base, int prefix) {
    private static final int MAPPED_BITS = 96;

    public IpRange {
        if (prefix < 0 || prefix > (base.v6() ? 128 : 32)) {
            throw new IllegalArgumentException("no such prefix: " + prefix);
        }
    }

    static IpRange only(IpAddress address) {
        return new IpRange(address, address.v6() ? 128 : 32);
    }

    /// @throws InvalidPermission with the sentences of contract F.2
    public static IpRange parse(String cidr) {
        if (cidr.isBlank()) {
            throw new InvalidPermission("CIDR can't be empty");
        }
        int slash = cidr.indexOf('/');
        if (slash < 0) {
            throw new InvalidPermission("CIDR needs a slash: " + cidr);
        }
        String address = cidr.substring(0, slash);
        String prefix = cidr.substring(slash + 1);
        if (!prefix.matches("0|[1-9][0-9]{0,2}")) {
            throw invalid(cidr);
        }
        return IpAddress.parse(address)
                .flatMap(base -> range(base, Integer.parseInt(prefix), address.indexOf(':') >= 0))
                .orElseThrow(() -> invalid(cidr));
    }

    /// An IPv4 range written as IPv6 counts its prefix from the start of the IPv6 address.
    private static Optional<IpRange> range(IpAddress base, int prefix, boolean writtenAsV6) {
        int bits = writtenAsV6 && !base.v6() ? prefix - MAPPED_BITS : prefix;
        return bits < 0 || bits > (base.v6() ? 128 : 32) ? Optional.empty() : Optional.of(new IpRange(base, bits));
    }

    private static InvalidPermission invalid(String cidr) {
        return new InvalidPermission("Invalid CIDR: " + cidr + ". Write it like 10.0.0.0/8 or 2001:db8::/32");
    }

    /// {@return whether the address, or the IPv4 address within it, is in this range}
    public boolean contains(IpAddress address) {
        return has(address) || address.inner().filter(this::has).isPresent();
    }

    private boolean has(IpAddress address) {
        return address.v6() == base.v6() && masked(address).equals(masked(base));
    }

    /// {@return whether the range is about addresses of one special kind, so that its author meant those: `127.0.0.0/8`
    /// is about loopback addresses; `0.0.0.0/0` contains some and is not, and neither is `100.64.0.0/10`, which begins
    /// and ends with ordinary addresses and has one of a cloud's metadata service in it}
    boolean isAboutSpecialAddresses() {
        IpAddress.Kind first = masked(base).kind();
        return !first.isOrdinary() && first == last().kind();
    }

    private IpAddress masked(IpAddress address) {
        return address.v6()
                ? new IpAddress(true, address.high() & mask(prefix), address.low() & mask(prefix - 64))
                : new IpAddress(false, 0, address.low() & mask(prefix + 32));
    }

    private IpAddress last() {
        return base.v6()
                ? new IpAddress(true, base.high() | ~mask(prefix), base.low() | ~mask(prefix - 64))
                : new IpAddress(false, 0, (base.low() | ~mask(prefix + 32)) & 0xffff_ffffL);
    }

    /// {@return 64 bits of which the first are set}
    private static long mask(int bits) {
        return bits <= 0 ? 0 : bits >= 64 ? -1 : -1L << 64 - bits;
    }
}
