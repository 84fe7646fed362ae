package dev.wassette.signature.sigstore;

import dev.wassette.signature.sigstore.LogEntry.Proof;
import dev.wassette.signature.sigstore.TrustedRoot.Log;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Checks entries of a transparency log: that it keeps them (RFC 9162), and when they were made where it has promised that, as
/// logs of the kind Rekor 1 do. Those of the kind Rekor 2 know no time.
final class TransparencyLog {
    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};
    private static final String SIGNATURE = "\u2014 ";
    /// Bytes before a signature in a note, which hint at its key.
    private static final int HINT = 4;

    private TransparencyLog() {}

    /// Checks an entry.
    ///
    /// @param logs those that count
    /// @param needsProof whether a promise alone is not enough
    /// @param seen when others have seen the signature; without a promise, an entry has no time of its own
    /// @return when the entry was made, if the log has signed that
    static Optional<Instant> verify(LogEntry entry, List<Log> logs, boolean needsProof, List<Instant> seen)
            throws Unverified {
        Log log = logs.stream().filter(each -> each.isCalled(entry.logId())).findFirst()
                .orElseThrow(() -> new Unverified("its entry is of a log that the trusted root does not name"));
        Optional<Instant> promised = entry.promise().isEmpty() ? Optional.empty() : Optional.of(promised(entry, log));
        if (promised.isEmpty() && seen.isEmpty()) {
            throw new Unverified("its entry of the log has no signed time, and it has no timestamp");
        }
        for (Instant time : promised.map(List::of).orElse(seen)) {
            if (!log.validity().contains(time)) {
                throw new Unverified("its entry was made at " + time + ", when the key of the log did not count");
            }
        }
        if (entry.proof().isPresent()) {
            verify(entry.proof().get(), entry.body(), log);
        } else if (needsProof || promised.isEmpty()) {
            throw new Unverified("it does not prove that its entry is in the log");
        }
        return promised;
    }

    private static Instant promised(LogEntry entry, Log log) throws Unverified {
        if (!log.key().verifies(promised(entry), entry.promise().orElseThrow())) {
            throw new Unverified("the log did not sign its entry as it is here");
        }
        return time(entry);
    }

    private static Instant time(LogEntry entry) throws Unverified {
        try {
            return Instant.ofEpochSecond(entry.time());
        } catch (DateTimeException _) {
            throw new Unverified("the time of its entry is none");
        }
    }

    /// What a log signs, in canonical JSON (RFC 8785).
    private static byte[] promised(LogEntry entry) {
        return ("{\"body\":\"" + Base64.getEncoder().encodeToString(entry.body()) + "\",\"integratedTime\":" + entry.time()
                + ",\"logID\":\"" + HexFormat.of().formatHex(entry.logId()) + "\",\"logIndex\":" + entry.index() + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void verify(Proof proof, byte[] body, Log log) throws Unverified {
        if (!Arrays.equals(root(proof, Sha256.of(LEAF, body)), proof.rootHash())) {
            throw new Unverified("the proof that its entry is in the log does not fit");
        }
        verifyCheckpoint(proof, log);
    }

    /// {@return the root of the tree that has a leaf at the place that the proof states} (RFC 9162, section 2.1.3.2)
    private static byte[] root(Proof proof, byte[] leaf) throws Unverified {
        if (proof.index() >= proof.treeSize()) {
            throw new Unverified("its entry is not in the tree of the log");
        }
        long index = proof.index();
        long last = proof.treeSize() - 1;
        byte[] hash = leaf;
        for (byte[] other : proof.hashes()) {
            if (last == 0) {
                throw new Unverified("the proof that its entry is in the log is too long");
            }
            boolean isRight = (index & 1) == 1;
            if (isRight || index == last) {
                hash = Sha256.of(NODE, other, hash);
                int levels = isRight ? 0 : Long.numberOfTrailingZeros(index);
                index >>>= levels;
                last >>>= levels;
            } else {
                hash = Sha256.of(NODE, hash, other);
            }
            index >>>= 1;
            last >>>= 1;
        }
        if (last != 0) {
            throw new Unverified("the proof that its entry is in the log is too short");
        }
        return hash;
    }

    /// A checkpoint is a signed note: origin, size, root, perhaps more lines; an empty line; signatures.
    private static void verifyCheckpoint(Proof proof, Log log) throws Unverified {
        int end = proof.checkpoint().indexOf("\n\n");
        if (end < 0) {
            throw new Unverified("the checkpoint of the log is no signed note");
        }
        String text = proof.checkpoint().substring(0, end + 1);
        List<String> lines = text.lines().toList();
        if (lines.size() < 3 || !lines.get(1).equals(Long.toString(proof.treeSize()))
                || !lines.get(2).equals(Base64.getEncoder().encodeToString(proof.rootHash()))) {
            throw new Unverified("the checkpoint of the log is about another tree");
        }
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        boolean isSigned = proof.checkpoint().substring(end + 2).lines().limit(SigstoreLimits.MAX_CHECKPOINT_SIGNATURES)
                .anyMatch(line -> log.key().verifies(message, signature(line)));
        if (!isSigned) {
            throw new Unverified("the log did not sign its checkpoint as it is here");
        }
    }

    /// {@return the signature in a line of a note; no bytes where there is none}
    private static byte[] signature(String line) {
        if (!line.startsWith(SIGNATURE) || line.length() > SigstoreLimits.MAX_SIGNATURE_BYTES * 2) {
            return new byte[0];
        }
        try {
            byte[] hinted = Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1));
            return Arrays.copyOfRange(hinted, Math.min(HINT, hinted.length), hinted.length);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }
}
