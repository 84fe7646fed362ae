package dev.wassette.signature.sigstore;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Which certificate authorities and logs count: a `trusted_root.json` of sigstore
/// (`application/vnd.dev.sigstore.trustedroot+json`).
///
/// @param transparencyLogs keep signatures
/// @param certificateLogs keep certificates; where there is one, each certificate must have been in one
/// @param authorities issue certificates of signers
/// @param timestampAuthorities say when they have seen a signature
record TrustedRoot(List<Log> transparencyLogs, List<Log> certificateLogs, List<Authority> authorities,
        List<Authority> timestampAuthorities) {

    TrustedRoot {
        transparencyLogs = List.copyOf(transparencyLogs);
        certificateLogs = List.copyOf(certificateLogs);
        authorities = List.copyOf(authorities);
        timestampAuthorities = List.copyOf(timestampAuthorities);
    }

    /// When something counts. Both ends belong to it.
    record Validity(Optional<Instant> start, Optional<Instant> end) {
        boolean contains(Instant time) {
            return !start.filter(time::isBefore).isPresent() && !end.filter(time::isAfter).isPresent();
        }

        private static Validity of(Json holder) throws Unverified {
            Optional<Json> range = holder.findObject("validFor");
            return range.isEmpty() ? new Validity(Optional.empty(), Optional.empty())
                    : new Validity(range.get().findTime("start"), range.get().findTime("end"));
        }
    }

    /// A log that signs what it keeps.
    ///
    /// @param id SHA-256 of its key; not copied
    /// @param name what the trusted root calls it: of a log of the kind Rekor 2 something else
    record Log(byte[] id, byte[] name, VerifyingKey key, Validity validity) {

        /// {@return whether this is a name of the log; it proves nothing}
        boolean isCalled(byte[] other) {
            return Arrays.equals(id, other) || Arrays.equals(name, other);
        }
    }

    /// A certificate authority.
    ///
    /// @param chain from whom signers' certificates are issued by to the root; of a timestamp authority from its own
    record Authority(List<X509Certificate> chain, Validity validity) {
        Authority {
            chain = List.copyOf(chain);
        }
    }

    static TrustedRoot parse(String text) throws Unverified {
        if (text.length() > SigstoreLimits.MAX_ROOT_CHARACTERS) {
            throw new Unverified("the trusted root has more than " + SigstoreLimits.MAX_ROOT_CHARACTERS + " characters");
        }
        Json root = Json.parse(text, "the trusted root");
        return new TrustedRoot(logs(root, "tlogs"), logs(root, "ctlogs"), authorities(root, "certificateAuthorities"),
                authorities(root, "timestampAuthorities"));
    }

    private static List<Authority> authorities(Json root, String name) throws Unverified {
        List<Authority> authorities = new ArrayList<>();
        for (Json each : root.objects(name, SigstoreLimits.MAX_AUTHORITIES)) {
            authorities.add(authority(each));
        }
        return authorities;
    }

    /// A log with a key of a kind that we cannot check is as good as none: nothing that only it has signed counts.
    private static List<Log> logs(Json root, String name) throws Unverified {
        List<Log> logs = new ArrayList<>();
        for (Json each : root.objects(name, SigstoreLimits.MAX_AUTHORITIES)) {
            Json key = each.object("publicKey");
            byte[] spki = key.bytes("rawBytes", SigstoreLimits.MAX_CERTIFICATE_BYTES);
            try {
                byte[] id = Sha256.of(spki);
                logs.add(new Log(id, name(each).orElse(id), VerifyingKey.ofSpki(spki, key.path()), Validity.of(key)));
            } catch (Unverified _) {
                // see above
            }
        }
        if (logs.isEmpty() && root.has(name) && !root.objects(name, SigstoreLimits.MAX_AUTHORITIES).isEmpty()) {
            throw new Unverified("no key in " + name + " of the trusted root is of a kind that can be checked");
        }
        return logs;
    }

    private static Optional<byte[]> name(Json log) throws Unverified {
        Optional<Json> given = log.findObject("logId");
        return given.isEmpty() || !given.get().has("keyId") ? Optional.empty()
                : Optional.of(given.get().bytes("keyId", SigstoreLimits.MAX_SIGNATURE_BYTES));
    }

    private static Authority authority(Json authority) throws Unverified {
        List<X509Certificate> chain = new ArrayList<>();
        for (Json each : authority.object("certChain").objects("certificates", SigstoreLimits.MAX_CERTIFICATES)) {
            chain.add(Certificates.ofDer(each.bytes("rawBytes", SigstoreLimits.MAX_CERTIFICATE_BYTES), each.path()));
        }
        if (chain.isEmpty()) {
            throw new Unverified(authority.path() + ".certChain has no certificate");
        }
        return new Authority(chain, Validity.of(authority));
    }
}
